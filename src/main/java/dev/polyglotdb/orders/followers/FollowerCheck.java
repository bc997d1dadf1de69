package dev.polyglotdb.orders.followers;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.platform.stores.NamedStore;
import dev.polyglotdb.platform.stores.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of comparing a follower with PostgreSQL.
 *
 * @param counts the expected number according to PostgreSQL and the actual number, by the name of the store
 * @param pending the number of orders that the store does not have in their latest state, but will have soon
 * @param differences the first 100
 */
record FollowerCheck(@JsonAnyGetter Map<String, Long> counts, boolean equal, long pending, List<String> differences) {

    static FollowerCheck of(NamedStore store, Reconciliation found) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put(Store.POSTGRES.id(), found.expected());
        counts.put(store.id(), found.found());
        return new FollowerCheck(counts, found.isEqual(), found.pending(), found.differences());
    }
}
