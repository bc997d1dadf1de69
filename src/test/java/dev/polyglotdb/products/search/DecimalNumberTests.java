package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class DecimalNumberTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "0.000, 0",
        "-0.0e7, 0",
        "0e99999999999, 0",
        "0E-99999999999, 0",
        "7, 7",
        "-7, -7",
        "19.99, 19.99",
        "19.990, 19.99",
        "1e1, 10",
        "1E+1, 10",
        "1.5e-3, 0.0015",
        "9223372036854775808, 9223372036854775808",
        "1234567890123456789012345678901234, 1234567890123456789012345678901234",
        "12345678901234567890123456789012340000, 12345678901234567890123456789012340000",
        "9.999e6144, 9.999E+6144"
    })
    void aNumberIsWhatTheGrammarOfJsonSays(String text, BigDecimal number) {
        assertThat(DecimalNumber.parse(text))
                .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+1",
                "01",
                "-01",
                ".5",
                "5.",
                "1e",
                "1e+",
                "1.e1",
                "0x10",
                "1_000",
                "1,5",
                " 1",
                "1 ",
                "1\n",
                "NaN",
                "Infinity",
                "--1",
                "1e1e1",
                "١",
                "1f",
                "1d"
            })
    void anythingElseIsNone(String text) {
        assertThat(DecimalNumber.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890123456789012345",
                "1e6145",
                "1e-6145",
                "1e2147483648",
                "1e-2147483649",
                "1e99999999999999999999"
            })
    void aNumberThatNoProductCanHaveIsNone(String text) {
        assertThat(DecimalNumber.parse(text)).isEmpty();
    }

    @Test
    void equalNumbersAreReadAsOne() {
        assertThat(DecimalNumber.parse("10.0")).isEqualTo(DecimalNumber.parse("1e1"));
        assertThat(DecimalNumber.parse("-0")).isEqualTo(DecimalNumber.parse("0.00"));
    }

    /** A pattern that backtracks would take years for it. */
    @Test
    void aLongTextTakesNoTime() {
        assertThat(DecimalNumber.parse("1".repeat(100_000) + "x")).isEmpty();
    }
}
