package dev.polyglotdb.platform.json;

import java.math.BigDecimal;

/** The numbers that an IEEE 754 decimal128 can hold, and so those that a free-form value may have. */
public final class Decimal128Range {

    /** The significant digits, at most. */
    public static final int MAX_DIGITS = 34;

    private static final int MIN_EXPONENT = -6143;
    private static final int MAX_EXPONENT = 6144;

    private Decimal128Range() {}

    /** Whether it can be held exactly, trailing zeros apart. */
    public static boolean includes(BigDecimal value) {
        if (value.signum() == 0) {
            return Math.abs((long) value.scale()) <= MAX_EXPONENT;
        }
        var digits = value.stripTrailingZeros();
        var exponent = (long) digits.precision() - digits.scale() - 1;
        return digits.precision() <= MAX_DIGITS && exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT;
    }
}
