package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.recommend.Recommendations.Item;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Makes recommendations from the purchase graph. */
@Service
class RecommendService {

    private final PurchaseRepository purchaseRepository;
    private final PopularProducts popular;
    private final AvailableCandidates availableCandidates;
    private final PurchaseHistory history;
    private final RecentPurchases recentPurchases;

    RecommendService(
            PurchaseRepository purchaseRepository,
            PopularProducts popular,
            AvailableCandidates availableCandidates,
            PurchaseHistory history) {
        this.purchaseRepository = purchaseRepository;
        this.popular = popular;
        this.availableCandidates = availableCandidates;
        this.history = history;
        this.recentPurchases = new RecentPurchases(history);
    }

    /**
     * Recommends products to a user. What they bought is left out, also what the graph does not know yet, as long as
     * PostgreSQL answers. While Neo4j is down or does not answer in time, these are the last known popular
     * products that the user has not bought, and the list counts as truncated.
     */
    Recommendations recommend(long userId, int limit) {
        try {
            return walked(userId, limit);
        } catch (StoreException outage) {
            passOnUnlessNeo4j(outage);
            var lastKnown = popular.lastKnown().orElseThrow(() -> outage);
            return new Recommendations(
                    userId,
                    Strategy.POPULAR,
                    first(limit, lastKnown, some -> without(history.bought(userId, ids(some)), some)),
                    true);
        }
    }

    private Recommendations walked(long userId, int limit) {
        var items = new ArrayList<>(items(availableCandidates.best(
                limit,
                candidates -> purchaseRepository.walk(userId, candidates),
                candidates -> recentPurchases.without(userId, candidates))));
        if (items.isEmpty() && !purchaseRepository.has(userId)) {
            return new Recommendations(
                    userId,
                    Strategy.POPULAR,
                    first(limit, popular.list(), some -> recentPurchases.without(userId, some)),
                    false);
        }
        var filled = items.size() == limit || fill(userId, items, limit);
        return new Recommendations(userId, Strategy.PERSONAL, items, !filled);
    }

    /**
     * Fills a short list up with popular products. If Neo4j is gone by now, what the walk has found is kept.
     *
     * @return false if that happened
     */
    private boolean fill(long userId, List<Item> items, int limit) {
        try {
            items.addAll(filling(userId, items, limit - items.size()));
            return true;
        } catch (StoreException outage) {
            passOnUnlessNeo4j(outage);
            if (items.isEmpty()) {
                throw outage;
            }
            return false;
        }
    }

    private static void passOnUnlessNeo4j(StoreException outage) {
        if (outage.store() != Store.NEO4J) {
            throw outage;
        }
    }

    private List<Item> filling(long userId, List<Item> items, int limit) {
        var listed = items.stream().map(Item::productId).collect(Collectors.toSet());
        return first(limit, popular.list(), some -> {
            var unbought = recentPurchases.without(userId, without(listed, some));
            return without(purchaseRepository.bought(userId, ids(unbought)), unbought);
        });
    }

    /**
     * Returns the first available items of a list. It rarely asks stores about more than the beginning of the list, and
     * never more than a few times, however much of it the filter leaves out.
     */
    private List<Item> first(int limit, List<Candidate> list, UnaryOperator<List<Candidate>> filter) {
        return items(availableCandidates.best(limit, asked -> list.subList(0, Math.min(asked, list.size())), filter));
    }

    private static List<Candidate> without(Set<String> excluded, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !excluded.contains(candidate.productId()))
                .toList();
    }

    private static List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::productId).toList();
    }

    private static List<Item> items(List<AvailableCandidate> availableCandidates) {
        return availableCandidates.stream().map(Item::of).toList();
    }
}
