package dev.polyglotdb.recommend;

import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.UsesStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Who bought what, in Neo4j: one {@code (:User)-[:BOUGHT]->(:Product)} for each product of each order that counts.
 *
 * <p>The edges repeat the ids of their ends, so that composite indexes can list the latest purchases of a user or of a product
 * in order. A node's own list of edges has no order: finding the latest of a hub's 200,000 would mean to read them all.
 */
@Repository
@UsesStore(Store.NEO4J)
class Purchases {

    private static final String APPLY = Cypher.statement("apply");
    private static final String WALK = Cypher.statement("walk");
    private static final String POPULAR = Cypher.statement("popular");
    private static final String BOUGHT = Cypher.statement("bought");
    private static final String USER = "MATCH (user:User {id: $userId}) WHERE user.products > 0 RETURN user.id";

    private final Graph graph;
    private final RecommendProperties properties;

    Purchases(Graph graph, RecommendProperties properties) {
        this.graph = graph;
        this.properties = properties;
    }

    /**
     * Has Neo4j plan the statements. A server that has just started takes longer for that than anyone may wait for an answer,
     * and keeps the plans.
     */
    CompletionStage<Void> planAsync() {
        return graph.plan(WALK, walkParameters(0, 0))
                .thenCompose(done -> graph.plan(POPULAR, Map.of("limit", 0)))
                .thenCompose(done -> graph.plan(BOUGHT, Map.of("userId", 0L, "productIds", List.of(""))))
                .thenCompose(done -> graph.plan(
                        APPLY, applyParameters(new OrderPurchases(0, 0, 0, Instant.EPOCH, Set.of(""), true))));
    }

    /** Makes the graph agree with this state of an order, unless it knows a newer one. */
    void apply(OrderPurchases purchases) {
        graph.write(APPLY, applyParameters(purchases));
    }

    private static Map<String, Object> applyParameters(OrderPurchases purchases) {
        return Map.of(
                "orderId", purchases.orderId(),
                "version", purchases.version(),
                "userId", purchases.userId(),
                "at", purchases.at().toEpochMilli(),
                "productIds", purchases.productIds().stream().sorted().toList(),
                "active", purchases.active());
    }

    /** The products that the user's purchases lead to and that the user has not bought, best first. */
    List<Candidate> walk(long userId, int limit) {
        return graph.read(WALK, walkParameters(userId, limit)).stream()
                .map(row -> candidate(row, row.get("because").asList(Value::asString)))
                .toList();
    }

    private Map<String, Object> walkParameters(long userId, int limit) {
        return Map.of(
                "userId", userId,
                "seeds", properties.seeds(),
                "coBuyers", properties.coBuyers(),
                "purchases", properties.purchases(),
                "decayLength", properties.decayLength(),
                "alpha", properties.alpha(),
                "beta", properties.beta(),
                "reasons", properties.reasons(),
                "limit", limit);
    }

    boolean has(long userId) {
        return !graph.read(USER, Map.of("userId", userId)).isEmpty();
    }

    /** Those among these products that the user has bought. */
    Set<String> bought(long userId, Collection<String> productIds) {
        return graph.read(BOUGHT, Map.of("userId", userId, "productIds", productIds)).stream()
                .map(row -> row.get("productId").asString())
                .collect(Collectors.toSet());
    }

    /** The products with the most buyers, these first; the score is their number. */
    List<Candidate> mostBought(int limit) {
        return mostBought(graph.read(POPULAR, Map.of("limit", limit)));
    }

    /** The same, without keeping the thread. */
    CompletionStage<List<Candidate>> mostBoughtAsync(int limit) {
        return graph.readAsync(POPULAR, Map.of("limit", limit)).thenApply(Purchases::mostBought);
    }

    private static List<Candidate> mostBought(List<Record> rows) {
        return rows.stream().map(row -> candidate(row, List.of())).toList();
    }

    private static Candidate candidate(Record row, List<String> because) {
        return new Candidate(row.get("productId").asString(), row.get("score").asDouble(), because);
    }
}
