package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Compares and repairs the edges of the purchase graph. Paging uses the indexed keys of the application. */
@Repository
@UsesStore(Store.NEO4J)
class EdgeRecords {

    /** The index also has the edges between other nodes than ours, if they have these properties. */
    private static final String EDGE_INDEX =
            "MATCH (:User)-[bought:BOUGHT]->(:Product) USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)"
                    + " WHERE ";

    private static final String EDGE_PAGE = """
             RETURN bought.orderId AS orderId, bought.userId AS userId, bought.productId AS productId, bought.at AS at
            ORDER BY bought.userId, bought.productId, bought.orderId LIMIT $limit""";

    private static final String EDGES_OF_USERS_AFTER = EDGE_INDEX
            + "bought.userId > $userId AND bought.productId IS NOT NULL AND bought.orderId IS NOT NULL" + EDGE_PAGE;

    private static final String EDGES_OF_USER_AFTER = EDGE_INDEX + """
            bought.userId = $userId AND bought.productId >= $productId AND bought.orderId IS NOT NULL
              AND (bought.productId > $productId OR bought.orderId > $orderId)""" + EDGE_PAGE;

    private static final String EDGE =
            EDGE_INDEX + "bought.userId = $userId AND bought.productId = $productId AND bought.orderId = $orderId";

    /** An edge of ours that does not lead where it says. Between other nodes than ours, edges are somebody else's. */
    private static final String LOOSE = """
            (user:User OR product:Product)
              AND coalesce(bought.userId <> user.id OR bought.productId <> product.id OR bought.orderId IS NULL
              OR NOT user:User OR NOT product:Product, true)""";

    private final Graph prompt;
    private final Graph graph;

    EdgeRecords(Graph graph) {
        this.prompt = graph;
        this.graph = graph.within(PurchaseAudit.TIMEOUT);
    }

    /**
     * Counts all edges. Neo4j answers from its count store, so this is cheap and has the time-out of
     * a client's request.
     */
    long count() {
        return prompt.read("MATCH (:User)-[bought:BOUGHT]->() RETURN count(bought) AS edges", Map.of())
                .get(0)
                .get("edges")
                .asLong();
    }

    List<PurchaseEdge> edges(int limit) {
        return edges(EDGES_OF_USERS_AFTER, Map.of("userId", Long.MIN_VALUE, "limit", limit));
    }

    /** Returns the remaining edges of the last user and, if these are too few, edges of the next users. */
    List<PurchaseEdge> edgesAfter(PurchaseEdge last, int limit) {
        var rest = edges(
                EDGES_OF_USER_AFTER,
                Map.of(
                        "userId", last.userId(),
                        "productId", last.productId(),
                        "orderId", last.orderId(),
                        "limit", limit));
        if (rest.size() == limit) {
            return rest;
        }
        var others = edges(EDGES_OF_USERS_AFTER, Map.of("userId", last.userId(), "limit", limit - rest.size()));
        return Stream.concat(rest.stream(), others.stream()).toList();
    }

    private List<PurchaseEdge> edges(String statement, Map<String, Object> parameters) {
        return graph.read(statement, parameters).stream()
                .map(row -> new PurchaseEdge(
                        row.get("orderId").asLong(),
                        row.get("userId").asLong(),
                        row.get("productId").asString(),
                        Instant.ofEpochMilli(row.get("at").asLong(Long.MIN_VALUE))))
                .toList();
    }

    List<PurchaseEdge> missingEdges(Collection<PurchaseEdge> edges) {
        var all = List.copyOf(edges);
        var rows = graph.read(
                """
                UNWIND range(0, size($edges) - 1) AS number
                WITH number, $edges[number] AS edge
                OPTIONAL MATCH ()-[bought:BOUGHT]->()
                USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
                WHERE bought.userId = edge.userId AND bought.productId = edge.productId
                  AND bought.orderId = edge.orderId
                WITH number, edge, bought
                WHERE bought IS NULL OR bought.at <> edge.at OR bought.at IS NULL
                RETURN number ORDER BY number""", Map.of("edges", all.stream().map(EdgeRecords::parameters).toList()));
        return rows.stream().map(row -> all.get(row.get("number").asInt())).toList();
    }

    private static Map<String, Object> parameters(PurchaseEdge edge) {
        return Map.of(
                "userId", edge.userId(),
                "productId", edge.productId(),
                "orderId", edge.orderId(),
                "at", edge.at().toEpochMilli());
    }

    boolean exists(PurchaseEdge edge) {
        return !graph.read(EDGE + " AND coalesce(bought.at, $none) = $at RETURN 1", withNone(edge))
                .isEmpty();
    }

    private static Map<String, Object> withNone(PurchaseEdge edge) {
        var all = new HashMap<>(parameters(edge));
        all.put("none", Long.MIN_VALUE);
        return all;
    }

    /**
     * Locks the user and then the product, in the same order as {@code apply.cypher}. Only under these locks is the
     * state of the edge certain.
     */
    void remove(PurchaseEdge edge) {
        graph.write("""
                MATCH (user:User {id: $userId})
                SET user.locked = true REMOVE user.locked
                WITH user
                MATCH (product:Product {id: $productId})
                SET product.locked = true REMOVE product.locked
                WITH user, product
                MATCH (user)-[bought:BOUGHT]->(product)
                USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
                WHERE bought.userId = $userId AND bought.productId = $productId AND bought.orderId = $orderId
                DELETE bought
                WITH DISTINCT user, product
                SET user.products = %s
                SET product.buyers = %s
                """.formatted(DegreeRecords.USER_DEGREE, DegreeRecords.PRODUCT_DEGREE), parameters(edge));
    }

    List<LooseEdge> looseEdges(int limit) {
        return graph
                .read(
                        "MATCH (user)-[bought:BOUGHT]->(product) WHERE " + LOOSE
                                + " RETURN elementId(bought) AS id, bought.orderId AS orderId LIMIT $limit",
                        Map.of("limit", limit))
                .stream()
                .map(EdgeRecords::looseEdge)
                .toList();
    }

    private static LooseEdge looseEdge(Record row) {
        var orderId = row.get("orderId");
        return new LooseEdge(row.get("id").asString(), orderId.isNull() ? null : orderId.asLong());
    }

    void removeLoose(Collection<LooseEdge> edges) {
        graph.write(
                "MATCH (user)-[bought:BOUGHT]->(product) WHERE elementId(bought) IN $ids AND " + LOOSE
                        + " DELETE bought",
                Map.of("ids", edges.stream().map(LooseEdge::elementId).toList()));
    }
}
