package dev.polyglotdb.orders;

import java.util.List;

/**
 * What a comparison of a store with PostgreSQL found. While orders change, the two numbers may be of different moments; the
 * differences are not.
 *
 * @param expected how much there has to be according to PostgreSQL
 * @param found how much there is
 * @param differences the first ones, in words
 */
public record Reconciliation(long expected, long found, List<String> differences) {

    /** Whether the store says the same as PostgreSQL. */
    public boolean isEqual() {
        return differences.isEmpty();
    }
}
