package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("fast")
class TermValueTests {

    @ParameterizedTest
    @ValueSource(strings = {"10", "10.0", "1e1", "1E+1", "0.1e2", "10.000"})
    void numbersAreOneByTheirValue(String number) {
        assertThat(TermValue.of(json(number))).isEqualTo(TermValue.of(json("10")));
        assertThat(TermValue.meantBy(number)).contains(TermValue.of(json("10")).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            10    | "10"
            10    | 10.1
            10    | -10
            true  | "true"
            true  | false
            "red" | "Red"
            "1"   | 1
            """)
    void valuesOfTwoTypesAreTwo(String one, String other) {
        assertThat(TermValue.of(json(one))).isNotEmpty().isNotEqualTo(TermValue.of(json(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "{\"a\":1}", "[1]"})
    void nullAndContainersCannotBeAskedFor(String value) {
        assertThat(TermValue.of(json(value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "red, 1",
        "10, 2",
        "1e1, 2",
        "-0.0, 2",
        "true, 2",
        "false, 2",
        "TRUE, 1",
        "null, 1",
        "01, 1",
        "+1, 1",
        "1e9999, 1",
        "'', 1"
    })
    void aClientMayMeanATextAndPerhapsANumberOrABoolean(String text, int meanings) {
        assertThat(TermValue.meantBy(text))
                .hasSize(meanings)
                .doesNotHaveDuplicates()
                .contains(TermValue.of(text));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void aClientCanMeanABoolean(String text, String value) {
        assertThat(TermValue.meantBy(text)).contains(TermValue.of(json(value)).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "red"                | "red"
            ""                   | ""
            "\uD83D\uDE00"       | "\uD83D\uDE00"
            true                 | true
            false                | false
            10                   | 10
            1e1                  | 10
            19.90                | 19.9
            -0.0                 | 0
            -9223372036854775808 | -9223372036854775808
            """)
    void aValueIsReadBack(String value, String read) {
        assertThat(TermValue.read(TermValue.of(json(value)).orElseThrow()))
                .hasValueSatisfying(node -> assertThat(node).hasToString(read));
    }

    @Test
    void aTextThatIsTooLongForAnIndexIsKnownByItsHash() {
        var fits = "x".repeat(TermValue.MAX_LENGTH);

        assertThat(TermValue.read(TermValue.of(fits)))
                .hasValueSatisfying(read -> assertThat(read.stringValue()).isEqualTo(fits));
        assertThat(TermValue.of(fits + "x")).hasSize(65).isNotEqualTo(TermValue.of(fits + "y"));
        assertThat(TermValue.read(TermValue.of(fits + "x"))).isEmpty();
        assertThat(TermValue.of("e\u0301".repeat(TermValue.MAX_LENGTH)))
                .as("the same text, in other characters")
                .isEqualTo(TermValue.of("\u00E9".repeat(TermValue.MAX_LENGTH)));
    }

    @Test
    void numbersComeFirstThenTextsThenLongTextsThenBooleans() {
        var values = Stream.of("-10", "-1", "0", "1.5", "2", "10", "\"\"", "\"10\"", "\"Z\"", "\"a\"")
                .map(value -> TermValue.of(json(value)).orElseThrow());
        var rest = Stream.of(TermValue.of("a".repeat(300)), "4false", "4true");

        assertThat(Stream.concat(values, rest).toList()).isSorted().doesNotHaveDuplicates();
        assertThat(TermValue.of(json("false"))).contains("4false");
        assertThat(TermValue.of(json("true"))).contains("4true");
    }

    private static JsonNode json(String value) {
        return Objects.requireNonNull(
                FreeForm.parse("{\"value\":" + value + "}").tree().get("value"));
    }
}
