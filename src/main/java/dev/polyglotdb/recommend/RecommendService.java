package dev.polyglotdb.recommend;

import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.recommend.Recommendations.Item;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The purchase graph and what it recommends. */
@Service
public class RecommendService {

    /** Candidates beyond the limit, in place of those that have been bought or have left the catalog. */
    private static final int SURPLUS = 50;

    private final Purchases purchases;
    private final PopularProducts popular;
    private final ProductService products;

    RecommendService(Purchases purchases, PopularProducts popular, ProductService products) {
        this.purchases = purchases;
        this.popular = popular;
        this.products = products;
    }

    /**
     * Makes the purchase graph agree with the states of these orders, all or none. May be repeated, may come late and out of
     * order, and may run at the same time on several instances: the newest version wins.
     *
     * @param orders each order once
     * @throws StoreUnavailableException if Neo4j did not confirm it in time; it may have taken effect nevertheless
     */
    public void apply(Collection<OrderPurchases> orders) {
        if (!orders.isEmpty()) {
            purchases.apply(orders);
        }
    }

    /** While Neo4j is away it answers with what was popular, then possibly also with what the user has bought. */
    Recommendations recommend(long userId, int limit) {
        try {
            return walked(userId, limit);
        } catch (StoreUnavailableException outage) {
            if (outage.store() != Store.NEO4J) {
                throw outage;
            }
            var lastKnown = popular.lastKnown().orElseThrow(() -> outage);
            return new Recommendations(userId, Strategy.POPULAR, popular(lastKnown, Set.of(), limit));
        }
    }

    private Recommendations walked(long userId, int limit) {
        var candidates = purchases.walk(userId, limit + SURPLUS);
        var isBuyer = !candidates.isEmpty() || purchases.has(userId);
        if (!isBuyer) {
            return new Recommendations(userId, Strategy.POPULAR, popular(popular.list(), Set.of(), limit));
        }
        var items = new ArrayList<>(existing(candidates, limit));
        if (items.size() < limit) {
            items.addAll(filling(userId, items, limit - items.size()));
        }
        return new Recommendations(userId, Strategy.PERSONAL, items);
    }

    private List<Item> filling(long userId, List<Item> items, int limit) {
        var mostBought = popular.list();
        var excluded = new HashSet<>(purchases.bought(
                userId, mostBought.stream().map(Candidate::productId).toList()));
        items.forEach(item -> excluded.add(item.productId()));
        return popular(mostBought, excluded, limit);
    }

    /** Usually looks at one batch only: the catalog has most of what was bought. */
    private List<Item> popular(List<Candidate> mostBought, Set<String> excluded, int limit) {
        var eligible = mostBought.stream()
                .filter(candidate -> !excluded.contains(candidate.productId()))
                .toList();
        var items = new ArrayList<Item>();
        for (var from = 0; from < eligible.size() && items.size() < limit; from += limit + SURPLUS) {
            var batch = eligible.subList(from, Math.min(eligible.size(), from + limit + SURPLUS));
            items.addAll(existing(batch, limit - items.size()));
        }
        return items;
    }

    private List<Item> existing(List<Candidate> candidates, int limit) {
        var known =
                products.summaries(candidates.stream().map(Candidate::productId).toList());
        return candidates.stream()
                .flatMap(
                        candidate -> Optional.ofNullable(known.get(candidate.productId()))
                                .map(product -> Item.of(candidate, product))
                                .stream())
                .limit(limit)
                .toList();
    }
}
