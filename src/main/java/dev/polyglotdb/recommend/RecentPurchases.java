package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.BestEffort;
import dev.polyglotdb.platform.stores.Store;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Leaves out what a user bought a moment ago, which the graph may not know yet. PostgreSQL knows it; while that does
 * not answer, the graph alone has to do.
 */
final class RecentPurchases {

    /** The time after a failure in which nobody asks PostgreSQL. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PurchaseHistory history;
    private final BestEffort bestEffort = new BestEffort(Store.POSTGRES, PAUSE);

    RecentPurchases(PurchaseHistory history) {
        this.history = history;
    }

    /** Returns the candidates that the user has not bought lately. */
    List<Candidate> without(long userId, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return candidates;
        }
        var ids = candidates.stream().map(Candidate::productId).toList();
        Set<String> bought =
                bestEffort.ask(() -> history.boughtLately(userId, ids)).orElse(Set.of());
        return candidates.stream()
                .filter(candidate -> !bought.contains(candidate.productId()))
                .toList();
    }
}
