package dev.polyglotdb.recommend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paths in the purchase graph by which a product was recommended to a user.
 *
 * @param seeds what the user bought
 * @param buyers others who bought it too; the numbers mean something only here, so that nobody learns who bought what
 * @param paths those that count most first
 * @param truncated whether there are more paths
 */
record RecommendationWalk(
        long userId, String productId, List<Seed> seeds, List<Integer> buyers, List<Path> paths, boolean truncated) {

    /** @param name null if the product is gone or the catalog is away */
    record Seed(String productId, @Nullable String name) {}

    /** @param share what the path adds to the product's score, before that is divided for its popularity */
    record Path(String seed, int buyer, double share) {}
}
