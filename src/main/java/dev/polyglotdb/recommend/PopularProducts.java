package dev.polyglotdb.recommend;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * while Neo4j is down.
 */
@Component
class PopularProducts {

    private static final Logger log = LoggerFactory.getLogger(PopularProducts.class);

    private static final long ATTEMPT_SECONDS = 30;

    private final PurchaseRepository purchaseRepository;
    private final AvailableCandidates availableCandidates;
    private final Executor executor;
    private final RecommendProperties recommendProperties;
    private final AtomicBoolean refreshing = new AtomicBoolean();
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

    /**
     * Returns the popular products. It asks Neo4j only while none are known, so that the very first purchase
     * shows at once.
     */
    List<Candidate> list() {
        var current = known;
        if (current == null || current.isEmpty()) {
            current = read();
            known = current;
        }
        return current;
    }

    private List<Candidate> read() {
        return availableCandidates.best(recommendProperties.popularSize(), purchaseRepository::mostBought).stream()
                .map(AvailableCandidate::candidate)
                .toList();
    }

    /** Returns the list that was read last, however long ago; empty if no read has ever succeeded. */
    Optional<List<Candidate>> lastKnown() {
        return Optional.ofNullable(known);
    }

    /**
     * Refreshes the list on another thread. The scheduler's thread is shared with work that has to continue while Neo4j
     * is down.
     */
    void refresh() {
        if (refreshing.compareAndSet(false, true)) {
            // A server that has just started, or returned, may have no plans in its cache.
            var ready = known == null || outdated
                    ? purchaseRepository.planAsync()
                    : CompletableFuture.<Void>completedStage(null);
            ready.thenApplyAsync(planned -> read(), executor)
                    .toCompletableFuture()
                    .orTimeout(ATTEMPT_SECONDS, TimeUnit.SECONDS)
                    .whenComplete(this::refreshed);
        }
    }

    private void refreshed(@Nullable List<Candidate> latest, @Nullable Throwable failure) {
        if (failure == null) {
            known = latest;
        } else if (!outdated) {
            log.warn(
                    "The popular products could not be refreshed; the last known ones are served until they can: {}",
                    failure.toString());
        }
        outdated = failure != null;
        refreshing.set(false);
    }
}
