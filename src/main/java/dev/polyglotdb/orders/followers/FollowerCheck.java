package dev.polyglotdb.orders.followers;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.platform.stores.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a follower says the same as PostgreSQL, at some moment while it was looked at.
 *
 * @param counts how much there has to be according to PostgreSQL, and how much there is, by the names of the stores
 * @param differences the first 100
 */
record FollowerCheck(@JsonAnyGetter Map<String, Long> counts, boolean equal, List<String> differences) {

    static FollowerCheck of(Store store, Reconciliation found) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put(Store.POSTGRES.id(), found.expected());
        counts.put(store.id(), found.found());
        return new FollowerCheck(counts, found.isEqual(), found.differences());
    }
}
