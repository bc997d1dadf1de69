package dev.polyglotdb.orders;

import java.util.List;

/**
 * A store beside PostgreSQL. While orders change, the two numbers may be of different moments; the differences are not.
 *
 * @param expected how much there has to be according to PostgreSQL
 * @param found how much there is
 * @param differences the first ones, in words
 */
record Comparison(long expected, long found, List<String> differences) {

    boolean isEqual() {
        return differences.isEmpty();
    }
}
