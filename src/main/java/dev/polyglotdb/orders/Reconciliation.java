package dev.polyglotdb.orders;

import java.util.List;

/**
 * The result of comparing a store with PostgreSQL. If orders change during the comparison, the two counts may describe
 * different points in time. This does not affect the differences.
 *
 * @param expected the number of entries that PostgreSQL requires
 * @param found the number of entries in the store
 * @param pending the number of orders whose latest state has not reached the store yet, as the outbox says; what these
 *     lack is no difference. There may be more of them once as many differences were found as are told
 * @param differences descriptions of the first differences
 */
public record Reconciliation(long expected, long found, long pending, List<String> differences) {

    /** Returns whether no difference was found. */
    public boolean isEqual() {
        return differences.isEmpty();
    }
}
