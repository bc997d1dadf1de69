package dev.polyglotdb.products;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers that a client writes in a query, by the grammar of JSON. */
final class DecimalNumber {

    /** What decimal128, and so any number of a product, can have. */
    static final int MAX_DIGITS = 34;

    private static final int MIN_EXPONENT = -6143;
    private static final int MAX_EXPONENT = 6144;

    private static final Pattern FORM = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern ZERO = Pattern.compile("-?0(?:\\.0+)?(?:[eE].+)?");

    private DecimalNumber() {}

    /** The number, if the text is one that a product could have: no other can be equal to one. */
    static Optional<BigDecimal> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        // Also with an exponent that is beyond BigDecimal.
        if (ZERO.matcher(text).matches()) {
            return Optional.of(BigDecimal.ZERO);
        }
        try {
            var number = new BigDecimal(text).stripTrailingZeros();
            var exponent = (long) number.precision() - number.scale() - 1;
            return number.precision() <= MAX_DIGITS && exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT
                    ? Optional.of(number)
                    : Optional.empty();
        } catch (NumberFormatException | ArithmeticException exponentBeyondBigDecimal) {
            return Optional.empty();
        }
    }
}
