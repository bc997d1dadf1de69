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
     * Returns whether the score is a number. The walk divides by the number of buyers of a product, and by that of the
     * products of a buyer. It divides by 0 if another transaction deletes the last purchase of either meanwhile.
     */
    boolean isFinite() {
        return Double.isFinite(score);
    }

    double shownScore() {
        return new BigDecimal(score, SHOWN_PRECISION).doubleValue();
    }
}
