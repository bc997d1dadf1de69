package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.products.ProductSummary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Explains recommendations. */
@Service
class WalkService {

    private static final int MAX_PATHS = 50;

    private final GraphView graphView;
    private final ProductService products;

    WalkService(GraphView graphView, ProductService products) {
        this.graphView = graphView;
        this.products = products;
    }

    /** Returns the walk from a user to a product; without paths if there are none. */
    RecommendationWalk explain(long userId, String productId) {
        var found = graphView.paths(userId, productId, MAX_PATHS + 1);
        var numbers = new LinkedHashMap<Long, Integer>();
        var paths = found.stream()
                .limit(MAX_PATHS)
                .map(path -> new RecommendationWalk.Path(
                        path.seed(),
                        numbers.computeIfAbsent(path.buyerId(), buyer -> numbers.size() + 1),
                        path.share()))
                .toList();
        var seeds = paths.stream().map(RecommendationWalk.Path::seed).distinct().toList();
        var summaries = summaries(seeds);
        return new RecommendationWalk(
                userId,
                productId,
                seeds.stream()
                        .map(seed -> {
                            var summary = summaries.get(seed);
                            return new RecommendationWalk.Seed(seed, summary == null ? null : summary.name());
                        })
                        .toList(),
                List.copyOf(numbers.values()),
                paths,
                found.size() > MAX_PATHS);
    }

    /**
     * Returns what the catalog tells of the products, or nothing while it is away. Without names the walk is only
     * harder to read.
     */
    private Map<String, ProductSummary> summaries(Collection<String> ids) {
        try {
            return products.summaries(ids);
        } catch (StoreException away) {
            return Map.of();
        }
    }
}
