package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Compares and repairs the edges of the purchase graph. Paging uses the indexed keys of the application. */
@Repository
@UsesStore(Store.NEO4J)
class EdgeRecords {

    /**
     * Names the labels of the nodes, because the index also has edges between other nodes than ours, if they have these
     * properties.
     */
    private static final String EDGE_INDEX =
            "MATCH (:User)-[bought:BOUGHT]->(:Product) USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)"
                    + " WHERE ";

    private static final String EDGE =
            EDGE_INDEX + "bought.userId = $userId AND bought.productId = $productId AND bought.orderId = $orderId";

    /** Whether an edge does not lead where it says. */
    private static final String LOOSE =
            "coalesce(bought.userId <> user.id OR bought.productId <> product.id OR bought.orderId IS NULL"
                    + " OR NOT user:User OR NOT product:Product, true)";

    /** An edge is ours if one of its nodes is; all other edges belong to somebody else. */
    private static final String OURS = "(user:User OR product:Product)";

    private static final String OF_ORDERS = """
            MATCH (user)-[bought:BOUGHT]->(product)
            USING INDEX SEEK bought:BOUGHT(orderId)
            WHERE bought.orderId > $after AND bought.orderId <= $last AND %s
            RETURN bought.orderId AS orderId, bought.userId AS userId, bought.productId AS productId, bought.at AS at,
              %s AS loose, elementId(bought) AS id
            ORDER BY bought.orderId LIMIT $limit""".formatted(OURS, LOOSE);

    /** Matches edges whose order can't be told. No index has them. */
    private static final String WITHOUT_ORDER = " coalesce(NOT bought.orderId >= $least, true)"
            + " RETURN elementId(bought) AS id, bought.orderId AS orderId";

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

    /**
     * Returns edges of a range of orders, by the order, with the loose ones among them.
     *
     * @param limit at least so many if the range has so many; all edges of an order together
     */
    EdgePage ofOrders(long after, long last, int limit) {
        var rows = graph.readLatest(OF_ORDERS, Map.of("after", after, "last", last, "limit", limit));
        if (rows.size() < limit) {
            return EdgePage.of(rows, last);
        }
        var cut = rows.get(limit - 1).get("orderId").asLong();
        var whole =
                rows.stream().filter(row -> row.get("orderId").asLong() < cut).toList();
        return whole.isEmpty() ? ofOrders(after, last, limit * 2) : EdgePage.of(whole, cut - 1);
    }

    List<PurchaseEdge> missingEdges(Collection<PurchaseEdge> edges) {
        var all = List.copyOf(edges);
        var rows = graph.readLatest(
                """
                UNWIND range(0, size($edges) - 1) AS number
                WITH number, $edges[number] AS edge
                OPTIONAL MATCH (user)-[bought:BOUGHT]->(product)
                USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
                WHERE bought.userId = edge.userId AND bought.productId = edge.productId
                  AND bought.orderId = edge.orderId AND user:User AND product:Product
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
        return !graph.readLatest(EDGE + " AND coalesce(bought.at, $none) = $at RETURN 1", withNone(edge))
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

    /** Returns the edges without an order that begin at users of a range. */
    List<LooseEdge> withoutOrderOfUsers(NodeRange<Long> range) {
        return loose(
                "MATCH (user:User)-[bought:BOUGHT]->() WHERE user.id > $after AND user.id <= $last AND" + WITHOUT_ORDER,
                Map.of("after", range.after(), "last", range.last(), "least", Long.MIN_VALUE));
    }

    /** Returns the edges without an order that lead to products of a range from nodes that are no users. */
    List<LooseEdge> withoutOrderOfProducts(NodeRange<String> range) {
        return loose(
                "MATCH (product:Product)<-[bought:BOUGHT]-(other) WHERE product.id > $after AND product.id <= $last"
                        + " AND NOT other:User AND" + WITHOUT_ORDER,
                Map.of("after", range.after(), "last", range.last(), "least", Long.MIN_VALUE));
    }

    /** Returns the edges without an order at users and products that have no id. */
    List<LooseEdge> withoutOrderOfNobody() {
        return loose(
                "MATCH (node:User|Product) WHERE node.id IS NULL MATCH (node)-[bought:BOUGHT]-() WHERE" + WITHOUT_ORDER,
                Map.of("least", Long.MIN_VALUE));
    }

    private List<LooseEdge> loose(String statement, Map<String, Object> parameters) {
        return graph.readLatest(statement, parameters).stream()
                .map(EdgePage::looseEdge)
                .toList();
    }

    void removeLoose(Collection<LooseEdge> edges) {
        if (edges.isEmpty()) {
            return;
        }
        graph.write(
                "MATCH (user)-[bought:BOUGHT]->(product) WHERE elementId(bought) IN $ids AND " + OURS + " AND " + LOOSE
                        + " DELETE bought",
                Map.of("ids", edges.stream().map(LooseEdge::elementId).toList()));
    }
}
