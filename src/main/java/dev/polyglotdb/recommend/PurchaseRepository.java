package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
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
 * Stores who bought what in Neo4j: one {@code (:User)-[:BOUGHT]->(:Product)} for each product of each active order.
 *
 * <p>The edges repeat the ids of their nodes, so that composite indexes can list the latest purchases of a user or a
 * product in order. A node's own list of edges has no order: finding the latest edges of a hub with 200,000 would mean
 * reading all of them.
 */
@Repository
@UsesStore(Store.NEO4J)
class PurchaseRepository {

    static final List<String> APPLY = Cypher.script("apply");
    static final String POPULAR = Cypher.statement("popular");
    static final String BOUGHT = Cypher.statement("bought");
    static final String USER = "MATCH (user:User {id: $userId}) WHERE user.products > 0 RETURN user.id";

    private final Graph graph;
    private final Graph patientGraph;
    private final WalkStatements walkStatements;
    private final WarmUp warmUp;

    PurchaseRepository(Graph graph, WalkStatements walkStatements, RecommendProperties recommendProperties) {
        this.graph = graph;
        this.patientGraph = graph.within(recommendProperties.applyTimeout());
        this.walkStatements = walkStatements;
        this.warmUp = new WarmUp(graph, walkStatements);
    }

    /** Makes a cold Neo4j ready for {@link #mostBought}. */
    CompletionStage<Void> warmUpMostBought() {
        return warmUp.popular();
    }

    /** Makes a cold Neo4j ready for everything else. */
    CompletionStage<Void> warmUp() {
        return warmUp.all();
    }

    /**
     * Makes the graph agree with these states of orders, except where it knows a newer state.
     *
     * @param states the states, at most one for each order
     */
    void apply(Collection<OrderPurchases> states) {
        patientGraph.write(new OrderBatch(states).queries(APPLY));
    }

    /** Returns the products that the user's purchases lead to and that the user has not bought, best first. */
    List<Candidate> walk(long userId, int limit) {
        return graph.read(WalkStatements.RECOMMENDED, walkStatements.recommended(userId, limit)).stream()
                .map(row -> candidate(row, row.get("because").asList(Value::asString)))
                .filter(Candidate::isFinite)
                .toList();
    }

    /** Returns what the product's buyers bought around the same time, without the product itself, best first. */
    List<Candidate> related(String productId, int limit) {
        return graph.read(WalkStatements.RELATED, walkStatements.related(productId, limit)).stream()
                .map(row -> candidate(row, List.of()))
                .filter(Candidate::isFinite)
                .toList();
    }

    boolean has(long userId) {
        return !graph.read(USER, Map.of("userId", userId)).isEmpty();
    }

    /** Returns which of these products the user has bought. */
    Set<String> bought(long userId, Collection<String> productIds) {
        return graph.read(BOUGHT, Map.of("userId", userId, "productIds", productIds)).stream()
                .map(row -> row.get("productId").asString())
                .collect(Collectors.toSet());
    }

    /** Returns the products with the most buyers, in descending order. The score is the number of buyers. */
    List<Candidate> mostBought(int limit) {
        return graph.read(POPULAR, Map.of("limit", limit)).stream()
                .map(row -> candidate(row, List.of()))
                .toList();
    }

    private static Candidate candidate(Record row, List<String> because) {
        return new Candidate(row.get("productId").asString(), row.get("score").asDouble(), because);
    }
}
