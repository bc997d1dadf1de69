package dev.polyglotdb.recommend;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A product that may be recommended, if it still exists.
 *
 * @param score positive; comparable only within one list
 * @param because the purchases that led to the product, those that contributed most first
 */
record Candidate(String productId, double score, List<String> because) {

    /** More digits would claim a precision that the ranking does not have. */
    private static final MathContext SHOWN_PRECISION = new MathContext(6);

    /**
     * Returns false if the last buyer of a product, or all that a buyer had bought, went during the walk: it finds the
     * purchase, and then divides by none.
     */
    boolean isFinite() {
        return Double.isFinite(score);
    }

    double shownScore() {
        return new BigDecimal(score, SHOWN_PRECISION).doubleValue();
    }
}
