package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class NewProductConstraintTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_c.9", "...", ".a", "-", "imports", "import.", "Import", "0"})
    void anIdIsOfLettersDigitsDotsUnderscoresAndHyphens(String id) {
        assertThat(violations("id", id)).isEmpty();
        assertThat(violations("id", "x".repeat(64))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a/b", "a\n", "\n", "ä", "$a", "a\0", "import", "export", ".", "..", "%2e", "a:b", "٣"
            })
    void noOtherIdIsTaken(String id) {
        assertThat(violations("id", id))
                .containsExactly("must be 1 to 64 letters, digits, dots, underscores or hyphens, and no reserved name");
        assertThat(violations("id", "x".repeat(65))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "name, 1, true",
        "name, 200, true",
        "name, 201, false",
        "description, 0, true",
        "description, 10000, true",
        "description, 10001, false",
        "category, 0, false",
        "category, 1, true",
        "category, 100, true",
        "category, 101, false",
        "brand, 0, false",
        "brand, 1, true",
        "brand, 100, true",
        "brand, 101, false"
    })
    void textsHaveTheirLengths(String field, int length, boolean fine) {
        assertThat(violations(field, "x".repeat(length)).isEmpty()).isEqualTo(fine);
        assertThat(violations(field, "🙂".repeat(length)).isEmpty()).isEqualTo(fine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aNameIsNotBlank(String name) {
        assertThat(violations("name", name)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\tb", "a\nb", "a\u200Bb", "a\u202Eb", "a\uD800b", "\u00A0", "\u3164", "\u0301"})
    void aNameCanBeSeenAndHasNeitherControlsNorFormats(String name) {
        assertThat(violations("name", name))
                .containsExactly("must have a visible character, and no control or format characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"description", "category", "brand"})
    void textsHaveNoControlCharacters(String field) {
        assertThat(violations(field, "a\0b")).containsExactly("must be text without control characters");
        assertThat(violations(field, "a\uD800b")).containsExactly("must be text without control characters");
        assertThat(violations(field, "a\tb\r\nc \uD83D\uDE00")).isEmpty();
    }

    @Test
    void attributesHave64KiBAtMost() {
        assertThat(violations("attributes", attributesOf(1 << 16))).isEmpty();
        assertThat(violations("attributes", attributesOf((1 << 16) + 1)))
                .containsExactly("must be at most 65536 bytes of JSON");
    }

    @Test
    void whatIsOptionalMayBeAbsent() {
        var price = new Money(new BigDecimal("1.00"), "EUR");

        assertThat(VALIDATOR.validate(new NewProduct("lamp", "Lamp", null, null, null, price, null)))
                .isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // what comes as JSON may lack what the record promises
    void whatIsNeededIsNamed() {
        assertThat(VALIDATOR.validate(new NewProduct(null, null, null, null, null, null, null)))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactlyInAnyOrder("id", "name", "price");
    }

    @Test
    void whatIsWrongWithThePriceIsNamedBelowIt() {
        var price = new Money(new BigDecimal("1.999"), "EUR");

        assertThat(VALIDATOR.validate(new NewProduct("lamp", "Lamp", null, null, null, price, null)))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactly("price.amount");
    }

    /** To count their values could take minutes. */
    @Test
    void theValuesOfAttributesThatAreTooLargeAreNotCounted() {
        var values = IntStream.range(0, 20_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(violations("attributes", FreeForm.parse("{\"a\":[" + values + "]}")))
                .containsExactly("must be at most 65536 bytes of JSON");
    }

    /** So what is read back can be sent again. */
    @ParameterizedTest
    @CsvSource({
        "\u00E9, 100, true",
        "e\u0301, 100, true",
        "e\u0301, 101, false",
        "\u0958, 50, true",
        "\u0958, 51, false",
        "🙂, 100, true",
        "🙂, 101, false",
        "\uD804\uDC99\uD804\uDCBA, 100, true",
        "\uD804\uDC99\uD804\uDCBA, 101, false",
        "e\u0301, 500000, false"
    })
    void labelsHaveTheirLengthsInTheFormThatIsStored(String character, int count, boolean fine) {
        var label = character.repeat(count);
        var price = new Money(BigDecimal.ONE, "USD");

        var violations = VALIDATOR.validate(new NewProduct("lamp", "Lamp", null, label, label, price, null));

        assertThat(violations.isEmpty()).isEqualTo(fine);
    }

    private static List<String> violations(String field, Object value) {
        return VALIDATOR.validateValue(NewProduct.class, field, value).stream()
                .map(violation -> violation.getMessage())
                .toList();
    }

    private static FreeForm attributesOf(int bytes) {
        return FreeForm.parse("{\"a\":\"" + "x".repeat(bytes - 8) + "\"}");
    }
}
