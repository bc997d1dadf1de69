package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class NumberOrderTests {

    @Test
    void theTextsSortAsTheNumbersAndEqualNumbersHaveTheSameText() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var one = number(random);
            var other = number(random);
            assertThat(Integer.signum(NumberOrder.encode(one).compareTo(NumberOrder.encode(other))))
                    .as(one + " " + other)
                    .isEqualTo(one.compareTo(other));
            assertThat(NumberOrder.decode(NumberOrder.encode(one))).isEqualByComparingTo(one);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e1, 10",
        "10.50, 10.5",
        "-0.0, 0",
        "0E+3, 0",
        "-1200, -1200",
        "9223372036854775807, 9223372036854775807",
        "1e33, 1000000000000000000000000000000000",
        "1e34, 1E+34",
        "1E-7, 1E-7",
        "-9.999999999999999999999999999999999E+6144, -9.999999999999999999999999999999999E+6144",
        "1e-6176, 1E-6176"
    })
    void aNumberIsReadBackInItsPlainForm(BigDecimal number, String plain) {
        assertThat(NumberOrder.decode(NumberOrder.encode(number))).hasToString(plain);
    }

    private static BigDecimal number(Random random) {
        var digits = new BigInteger(1 + random.nextInt(random.nextBoolean() ? 4 : 112), random);
        var number = new BigDecimal(digits, random.nextInt(random.nextBoolean() ? 3 : 6177));
        return random.nextBoolean() ? number : number.negate();
    }
}
