package dev.polyglotdb.recommend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Keeps the candidates related to a product in memory for a while. A product that many clients view is read once in
 * that time, and its list remains available while Neo4j is down. An empty list is not kept: reading it costs next to
 * nothing, and the very first purchase shows at once.
 */
@Component
class RelatedCandidates {

    /** The longest page, plus a reserve for products that are deleted before the list is read again. */
    private static final int SIZE = RelatedController.MAX_LIMIT + 50;

    /** @param asked when Neo4j was last asked for the list, whether or not it answered */
    private record Known(List<Candidate> candidates, long asked) {}

    private final PurchaseRepository purchaseRepository;
    private final AvailableCandidates availableCandidates;
    private final long freshNanos;
    private final Cache<String, Known> lists;
    private volatile long failed;

    RelatedCandidates(
            PurchaseRepository purchaseRepository,
            AvailableCandidates availableCandidates,
            RecommendProperties recommendProperties) {
        this.purchaseRepository = purchaseRepository;
        this.availableCandidates = availableCandidates;
        this.freshNanos = recommendProperties.related().refresh().toNanos();
        this.failed = System.nanoTime() - freshNanos;
        this.lists = Caffeine.newBuilder()
                .maximumWeight(recommendProperties.related().memory())
                .weigher((String productId, Known known) -> known.candidates().size())
                .build();
    }

    /**
     * Returns the candidates that were in the catalog when the list was read, best first.
     *
     * @throws StoreUnavailableException if Neo4j is down and the list is not in memory
     */
    List<Candidate> of(String productId) {
        var known = lists.getIfPresent(productId);
        if (known == null) {
            return read(productId);
        }
        return isRecent(known.asked()) || isRecent(failed) || !claim(productId, known)
                ? known.candidates()
                : readOr(known.candidates(), productId);
    }

    private boolean isRecent(long nanoTime) {
        return System.nanoTime() - nanoTime < freshNanos;
    }

    /** Claims the refresh of an outdated list for one caller. The others continue with the list as it is. */
    private boolean claim(String productId, Known known) {
        return lists.asMap().replace(productId, known, new Known(known.candidates(), System.nanoTime()));
    }

    private List<Candidate> readOr(List<Candidate> known, String productId) {
        try {
            return read(productId);
        } catch (StoreException outage) {
            if (outage.store() != Store.NEO4J) {
                throw outage;
            }
            // For a while, no other request waits for Neo4j to refresh another product.
            failed = System.nanoTime();
            return known;
        }
    }

    private List<Candidate> read(String productId) {
        var asked = System.nanoTime();
        var candidates = availableCandidates.best(SIZE, limit -> purchaseRepository.related(productId, limit)).stream()
                .map(AvailableCandidate::candidate)
                .toList();
        if (candidates.isEmpty()) {
            lists.invalidate(productId);
        } else {
            lists.put(productId, new Known(candidates, asked));
        }
        return candidates;
    }
}
