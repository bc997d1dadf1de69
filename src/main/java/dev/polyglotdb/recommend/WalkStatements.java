package dev.polyglotdb.recommend;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The statements that walk the purchase graph, with their parameters. They share the steps, so that a recommendation,
 * its explanation and related products never disagree on them.
 */
@Component
class WalkStatements {

    /** From a user's purchases to products that the user has not bought, best first. */
    static final String RECOMMENDED = Cypher.statement("walk/from-user", "walk/steps", "walk/ranking");

    /** From one product to others, best first. */
    static final String RELATED = Cypher.statement("walk/from-product", "walk/steps", "walk/related");

    /** The paths from a user's purchases to one product, those that count most first. */
    static final String EXPLAINED = Cypher.statement("walk/from-user", "walk/steps", "walk/explanation");

    /** No user has this id, so nobody is left out among the buyers of a product. */
    private static final long NOBODY = -1;

    private final RecommendProperties properties;

    WalkStatements(RecommendProperties properties) {
        this.properties = properties;
    }

    /** @param limit how many products are wanted at most */
    Map<String, Object> recommended(long userId, int limit) {
        var parameters = steps(userId, limit);
        parameters.put("seeds", properties.seeds());
        parameters.put("recency", properties.recency());
        parameters.put("agreement", properties.agreement());
        parameters.put("beta", properties.beta());
        parameters.put("reasons", properties.reasons());
        return parameters;
    }

    /** @param limit how many products are wanted at most */
    Map<String, Object> related(String productId, int limit) {
        var parameters = steps(NOBODY, limit);
        parameters.put("productId", productId);
        parameters.put("agreement", properties.agreement());
        parameters.put("beta", properties.beta());
        return parameters;
    }

    /** @param limit how many paths are wanted at most */
    Map<String, Object> explained(long userId, String productId, int limit) {
        var parameters = steps(userId, limit);
        parameters.put("productId", productId);
        parameters.put("seeds", properties.seeds());
        parameters.put("recency", properties.recency());
        return parameters;
    }

    private Map<String, Object> steps(long userId, int limit) {
        return new HashMap<>(Map.of(
                "userId", userId,
                "coBuyers", properties.coBuyers(),
                "neighbours", properties.neighbours(),
                "paths", properties.paths(),
                "before", properties.window() + 1,
                "after", properties.window(),
                "later", properties.later(),
                "nearness", properties.nearness(),
                "alpha", properties.alpha(),
                "limit", limit));
    }
}
