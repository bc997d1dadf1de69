package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the purchase graph holds of a user, for the export and the erasure of a person's data. */
@Component
@UsesStore(Store.NEO4J)
public class PurchasesOfUser {

    /** The number of products whose degrees change in one transaction. */
    private static final int PRODUCTS = 200;

    /** Locks the products in the order of their ids, as all other statements do. */
    private static final String ERASE_EDGES = """
            MATCH (user:User {id: $userId})
            SET user.locked = true REMOVE user.locked
            WITH user
            MATCH (user)-[:BOUGHT]->(product:Product)
            WITH DISTINCT user, product ORDER BY product.id LIMIT $limit
            SET product.locked = true REMOVE product.locked
            WITH user, product
            MATCH (user)-[bought:BOUGHT]->(product)
            DELETE bought
            WITH DISTINCT user, product
            SET product.buyers = product.buyers - 1, user.products = user.products - 1""";

    private static final String ERASE_NODE = """
            MATCH (user:User {id: $userId})
            SET user.locked = true REMOVE user.locked
            WITH user
            WHERE NOT EXISTS { MATCH (user)-[:BOUGHT]->(:Product) }
            DETACH DELETE user""";

    private static final String EDGES = """
            MATCH ()-[bought:BOUGHT]->()
            USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
            WHERE bought.userId = $userId AND bought.productId >= $productId AND bought.orderId IS NOT NULL
              AND (bought.productId > $productId OR bought.orderId > $orderId)
            RETURN bought.productId AS productId, bought.orderId AS orderId, bought.at AS at
            ORDER BY productId, orderId LIMIT $limit""";

    private final Graph graph;

    PurchasesOfUser(Graph graph, RecommendProperties recommendProperties) {
        this.graph = graph.within(recommendProperties.applyTimeout());
    }

    /** Returns the user's next purchases, by product and order, after the given one or from the first on. */
    public List<PurchaseEdge> page(long userId, @Nullable PurchaseEdge after, int limit) {
        var rows = graph.read(
                EDGES,
                Map.of(
                        "userId",
                        userId,
                        "productId",
                        after == null ? "" : after.productId(),
                        "orderId",
                        after == null ? 0 : after.orderId(),
                        "limit",
                        limit));
        return rows.stream()
                .map(row -> new PurchaseEdge(
                        row.get("orderId").asLong(),
                        userId,
                        row.get("productId").asString(),
                        Instant.ofEpochMilli(row.get("at").asLong())))
                .toList();
    }

    /**
     * Erases a user with some of the purchases, and keeps the degrees of the products right.
     *
     * @return whether everything is erased
     */
    public boolean erase(long userId) {
        graph.write(ERASE_EDGES, Map.of("userId", userId, "limit", PRODUCTS));
        graph.write(ERASE_NODE, Map.of("userId", userId));
        return graph.readLatest("MATCH (user:User {id: $userId}) RETURN user.id", Map.of("userId", userId))
                .isEmpty();
    }
}
