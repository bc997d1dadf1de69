package dev.polyglotdb.recommend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with some users or products.
 *
 * @param degrees those with a wrong degree
 * @param loose their edges without an order
 * @param next where to go on; null at the end
 */
public record GraphNodes(
        List<WrongDegree> degrees,
        List<LooseEdge> loose,
        @Nullable Position next) {

    /**
     * A position in the walk through all nodes: first the users, then the products.
     *
     * @param product the last product; null while there are users
     * @param user the last user
     */
    public record Position(long user, @Nullable String product) {

        /** Before all users. */
        public static final Position BEGIN = new Position(Long.MIN_VALUE, null);
    }
}
