package dev.polyglotdb.lab.recommendations;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A product in a list, to be compared. */
record Recommended(String productId, BigDecimal score, List<String> because) {

    /** The sequence in which a server adds affects the last digits. */
    private static final MathContext PRECISION = new MathContext(9);

    static Recommended of(String productId, double score, List<String> because) {
        return new Recommended(productId, new BigDecimal(score, PRECISION), because);
    }
}
