package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class Decimal128RangeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.000",
                "0e6144",
                "0e-6144",
                "1",
                "-19.99",
                "1234567890123456789012345678901234",
                "-0.1234567890123456789012345678901234",
                "1234567890123456789012345678901234000000",
                "1e34",
                "1e6144",
                "9.999999999999999999999999999999999e6144",
                "1e-6143",
                "1.234567890123456789012345678901234e-6143"
            })
    void aNumberOfUpTo34DigitsIsHeldExactly(BigDecimal number) {
        assertThat(Decimal128Range.includes(number)).isTrue();
        assertThat(new Decimal128(number.precision() > 34 ? number.stripTrailingZeros() : number).bigDecimalValue())
                .isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890123456789012345",
                "0.12345678901234567890123456789012345",
                "1e6145",
                "-1e6145",
                "10e6144",
                "1e-6144",
                "1e1000000000",
                "1e-1000000000",
                "100e2147483647",
                "1000e-2147483647"
            })
    void aLongerOrLargerOrSmallerOneIsNot(BigDecimal number) {
        assertThat(Decimal128Range.includes(number)).isFalse();
    }
}
