package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What our own constraints accept. */
@Tag("fast")
class ConstraintTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Text(@PlainText @Nullable String text) {}

    record Data(@MaxBytes(16) @Nullable FreeForm data) {}

    @SelfChecked
    record Pair(int low, int high) implements SelfChecked.Body {

        @Override
        public Map<String, String> problems() {
            return low <= high
                    ? Map.of()
                    : Map.of("high", "must not be below the low one", "low", "must not be above the high one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "lamp", "two\nlines\r\nand\ta tab", "\uD83D\uDE00", "\u00A0", "שלום"})
    void peopleReadTextAndBreakItsLines(String text) {
        assertThat(VALIDATOR.validate(new Text(text))).isEmpty();
        assertThat(VALIDATOR.validate(new Text(null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xD800, 0xDFFF})
    void controlCharactersAndHalvesOfCharactersAreNoText(int character) {
        for (var text : new String[] {"" + (char) character, "a" + (char) character + "b"}) {
            assertThat(VALIDATOR.validate(new Text(text)))
                    .extracting(violation -> violation.getMessage())
                    .containsExactly("must be text without control characters");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {}                    | true
            {"a":"12345678"}      | true
            {"a":"123456789"}     | false
            {"a":"1234567Ä"}      | false
            {"a":"123456Ä"}       | true
            {"a":"1234\uD83D\uDE00"}  | true
            {"a":"12345\uD83D\uDE00"} | false
            { "a" : "12345678" }  | true
            """)
    void jsonIsMeasuredCompactAndInUtf8(String json, boolean fits) {
        assertThat(VALIDATOR.validate(new Data(FreeForm.parse(json))).isEmpty()).isEqualTo(fits);
    }

    @Test
    void theBoundIsToldAndNothingIsNotMeasured() {
        assertThat(VALIDATOR.validate(new Data(FreeForm.parse("{\"a\":\"123456789\"}"))))
                .extracting(violation -> violation.getMessage())
                .containsExactly("must be at most 16 bytes of JSON");
        assertThat(VALIDATOR.validate(new Data(null))).isEmpty();
    }

    @Test
    void aBodyThatChecksItselfNamesItsOwnFields() {
        assertThat(VALIDATOR.validate(new Pair(1, 2))).isEmpty();
        assertThat(VALIDATOR.validate(new Pair(2, 1)))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactlyInAnyOrder("low", "high");
    }
}
