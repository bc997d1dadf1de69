package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.Decimal128Range;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Encodes decimal numbers as text that sorts by value. Equal numbers (1e1 and 10.0) have the same encoding. */
final class NumberOrder {

    private static final char NEGATIVE = '0';
    private static final String ZERO = "1";
    private static final char POSITIVE = '2';

    /** Makes all exponents positive numbers of five digits; those of decimal128 range from -6176 to 6144. */
    private static final int BIAS = 50_000;

    private static final int EXPONENT_DIGITS = 5;

    /** Sorts after every digit, so that the longer of two negative numbers is the smaller one. */
    private static final char END = '~';

    private NumberOrder() {}

    /** @param number a number within the range of decimal128 */
    static String encode(BigDecimal number) {
        if (number.signum() == 0) {
            return ZERO;
        }
        var plain = number.stripTrailingZeros();
        var exponent = plain.precision() - plain.scale() - 1;
        var magnitude = (exponent + BIAS) + plain.unscaledValue().abs().toString();
        return number.signum() > 0 ? POSITIVE + magnitude : NEGATIVE + complement(magnitude) + END;
    }

    /**
     * @return the number without trailing zeros, and without an exponent if it has no more digits than decimal128 holds
     */
    static BigDecimal decode(String encoded) {
        if (encoded.equals(ZERO)) {
            return BigDecimal.ZERO;
        }
        var negative = encoded.charAt(0) == NEGATIVE;
        var magnitude = negative ? complement(encoded.substring(1, encoded.length() - 1)) : encoded.substring(1);
        var exponent = Integer.parseInt(magnitude.substring(0, EXPONENT_DIGITS)) - BIAS;
        var digits = magnitude.substring(EXPONENT_DIGITS);
        var number = new BigDecimal(new BigInteger(digits), digits.length() - 1 - exponent);
        var plain = number.scale() < 0 && exponent < Decimal128Range.MAX_DIGITS ? number.setScale(0) : number;
        return negative ? plain.negate() : plain;
    }

    private static String complement(String digits) {
        var complement = new StringBuilder(digits.length());
        digits.chars().forEach(digit -> complement.append((char) ('0' + '9' - digit)));
        return complement.toString();
    }
}
