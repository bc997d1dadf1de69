package dev.polyglotdb.platform.json;

import java.math.BigDecimal;

/**
 * The range of numbers that IEEE 754 decimal128 can represent. Numbers in free-form values must be within this range.
 */
public final class Decimal128Range {

    /** The maximum number of significant digits. */
    public static final int MAX_DIGITS = 34;

    private static final int MIN_EXPONENT = -6143;
    private static final int MAX_EXPONENT = 6144;

    private Decimal128Range() {}

    /** Returns whether the number can be represented exactly. Trailing zeros do not count. */
    public static boolean includes(BigDecimal value) {
        if (value.signum() == 0) {
            return Math.abs((long) value.scale()) <= MAX_EXPONENT;
        }
        // Zeros are stripped last: the scale of a number beyond the exponents may have no room for more of them.
        var exponent = (long) value.precision() - value.scale() - 1;
        return exponent >= MIN_EXPONENT
                && exponent <= MAX_EXPONENT
                && value.stripTrailingZeros().precision() <= MAX_DIGITS;
    }
}
