package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.NamedStore;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Keeps the most bought products of the catalog in memory. No request has to query for them, and they remain available
 * while Neo4j is down. The graph keeps products for good that the catalog has deleted, so the list is shorter, even
 * empty, if nearly all are gone of those that were bought most.
 */
@Component
class PopularProducts {

    private static final Logger log = LoggerFactory.getLogger(PopularProducts.class);

    private static final long ATTEMPT_SECONDS = 30;

    /** Twice reaches ten times as many as are wanted. More would be work without end, once in each interval. */
    private static final int REQUESTS = 2;

    private final PurchaseRepository purchaseRepository;
    private final AvailableCandidates availableCandidates;
    private final Executor executor;
    private final RecommendProperties recommendProperties;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile boolean failing;
    private volatile boolean outdated;
    private volatile @Nullable List<Candidate> known;

    PopularProducts(
            PurchaseRepository purchaseRepository,
            AvailableCandidates availableCandidates,
            @Qualifier("applicationTaskExecutor") Executor executor,
            RecommendProperties recommendProperties) {
        this.purchaseRepository = purchaseRepository;
        this.availableCandidates = availableCandidates;
        this.executor = executor;
        this.recommendProperties = recommendProperties;
    }

    /** Returns the popular products. It asks Neo4j only if nobody has done so before; the rest is left to refreshes. */
    List<Candidate> list() {
        var current = known;
        if (current == null) {
            current = read();
            known = current;
        }
        return current;
    }

    private List<Candidate> read() {
        return availableCandidates
                .best(recommendProperties.popularSize(), purchaseRepository::mostBought, REQUESTS)
                .stream()
                .map(AvailableCandidate::candidate)
                .toList();
    }

    /** Returns the list that was read last, however long ago; empty if no read has ever succeeded. */
    Optional<List<Candidate>> lastKnown() {
        return Optional.ofNullable(known);
    }

    /**
     * Refreshes the list on another thread. The scheduler's thread is shared with work that has to continue while Neo4j
     * is down. A server that has just started, or returned, reads this list first: while it gets ready for the rest,
     * requests can be answered with the list.
     */
    void refresh() {
        if (refreshing.compareAndSet(false, true)) {
            var before = known;
            var cold = before == null || outdated;
            var empty = before == null || before.isEmpty();
            var none = CompletableFuture.<Void>completedFuture(null);
            // The first call is a stage as well: if it throws at once, the last stage gets that failure, too.
            none.thenCompose(begun -> cold ? purchaseRepository.warmUpMostBought() : none)
                    .thenApplyAsync(ready -> read(), executor)
                    .thenCompose(latest -> {
                        known = latest;
                        var warms = cold || empty && !latest.isEmpty();
                        return warms ? purchaseRepository.warmUp() : none;
                    })
                    .orTimeout(ATTEMPT_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((done, failure) -> refreshed(failure));
        }
    }

    private void refreshed(@Nullable Throwable failure) {
        if (failure != null && !failing) {
            log.warn(
                    "The popular products could not be read; those known by now are served until they can be: {}",
                    failure.toString());
        }
        failing = failure != null;
        // Another store's failure tells nothing about Neo4j.
        if (failure == null || storeOf(failure) == Store.NEO4J) {
            outdated = failure != null;
        }
        refreshing.set(false);
    }

    /** Returns the store that failed. What comes from none of them, such as the end of the patience, is Neo4j's. */
    private static NamedStore storeOf(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof StoreException ofStore ? ofStore.store() : Store.NEO4J;
    }
}
