package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.Decimal128Range;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses numbers in queries, by the grammar of JSON. */
final class DecimalNumber {

    private static final Pattern FORM = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern ZERO = Pattern.compile("-?0(?:\\.0+)?(?:[eE].+)?");

    private DecimalNumber() {}

    /** Parses a number; empty if the text is not a number that a product can have. No other number can equal one. */
    static Optional<BigDecimal> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        // Also matches a zero whose exponent exceeds the range of BigDecimal.
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
