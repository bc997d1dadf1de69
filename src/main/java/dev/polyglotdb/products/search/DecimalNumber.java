package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.Decimal128Range;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers that a client writes in a query, by the grammar of JSON. */
final class DecimalNumber {

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
            return Decimal128Range.includes(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException | ArithmeticException exponentBeyondBigDecimal) {
            return Optional.empty();
        }
    }
}
