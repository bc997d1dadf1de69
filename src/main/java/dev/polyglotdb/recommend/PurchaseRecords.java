package dev.polyglotdb.recommend;

import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.UsesStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** The purchase graph as records, to be compared and mended. Pages go by keys of ours, which are indexed. */
@Repository
@UsesStore(Store.NEO4J)
class PurchaseRecords {

    /** One statement looks at all edges, another at those of a page of nodes, of which some may be hubs. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String EDGE_INDEX =
            "MATCH ()-[bought:BOUGHT]->() USING INDEX SEEK bought:BOUGHT(userId, productId, orderId) WHERE ";

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

    private static final String LOOSE = """
            coalesce(bought.userId <> user.id OR bought.productId <> product.id OR bought.orderId IS NULL
              OR NOT user:User OR NOT product:Product, true)""";

    /** Names of their own, so that they count all neighbours wherever they stand. */
    private static final String USER_DEGREE =
            "COUNT { MATCH (user)-[:BOUGHT]->(purchased:Product) RETURN DISTINCT purchased }";

    private static final String PRODUCT_DEGREE =
            "COUNT { MATCH (product)<-[:BOUGHT]-(buyer:User) RETURN DISTINCT buyer }";

    /**
     * Some nodes.
     *
     * @param last where to go on; null at the end
     */
    record Degrees<K>(List<WrongDegree> wrong, @Nullable K last) {}

    private final Graph prompt;
    private final Graph graph;

    PurchaseRecords(Graph graph) {
        this.prompt = graph;
        this.graph = graph.within(TIMEOUT);
    }

    /** From Neo4j's own counts, so at no cost, and no longer than a client may wait. */
    long count() {
        return prompt.read("MATCH ()-[bought:BOUGHT]->() RETURN count(bought) AS edges", Map.of())
                .get(0)
                .get("edges")
                .asLong();
    }

    List<PurchaseEdge> edges(int limit) {
        return edges(EDGES_OF_USERS_AFTER, Map.of("userId", Long.MIN_VALUE, "limit", limit));
    }

    /** The rest of the last user's, and if that is not enough, those of the next. */
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

    List<KnownOrder> orders(long after, int limit) {
        return graph.read("""
                        MATCH (order:Order) WHERE order.id > $after
                        RETURN order.id AS id, order.version AS version ORDER BY order.id LIMIT $limit""", Map.of("after", after, "limit", limit)).stream()
                .map(row -> new KnownOrder(
                        row.get("id").asLong(), row.get("version").asLong(Long.MAX_VALUE)))
                .toList();
    }

    Degrees<Long> users(long after, int limit) {
        return degrees("""
                MATCH (user:User) WHERE user.id > $after WITH user ORDER BY user.id LIMIT $limit
                RETURN user.id AS id, coalesce(user.products <> %s, true) AS wrong ORDER BY id""".formatted(USER_DEGREE), after, limit, Value::asLong, WrongDegree.OfUser::new);
    }

    Degrees<String> products(String after, int limit) {
        return degrees("""
                MATCH (product:Product) WHERE product.id > $after WITH product ORDER BY product.id LIMIT $limit
                RETURN product.id AS id, coalesce(product.buyers <> %s, true) AS wrong ORDER BY id""".formatted(PRODUCT_DEGREE), after, limit, Value::asString, WrongDegree.OfProduct::new);
    }

    private <K> Degrees<K> degrees(
            String statement, K after, int limit, Function<Value, K> id, Function<K, WrongDegree> wrong) {
        var rows = graph.read(statement, Map.of("after", after, "limit", limit));
        return new Degrees<>(
                rows.stream()
                        .filter(row -> row.get("wrong").asBoolean())
                        .map(row -> wrong.apply(id.apply(row.get("id"))))
                        .toList(),
                rows.size() < limit ? null : id.apply(rows.get(limit - 1).get("id")));
    }

    List<LooseEdge> looseEdges(int limit) {
        return graph
                .read(
                        "MATCH (user)-[bought:BOUGHT]->(product) WHERE " + LOOSE
                                + " RETURN elementId(bought) AS id, bought.orderId AS orderId LIMIT $limit",
                        Map.of("limit", limit))
                .stream()
                .map(PurchaseRecords::looseEdge)
                .toList();
    }

    private static LooseEdge looseEdge(Record row) {
        var orderId = row.get("orderId");
        return new LooseEdge(row.get("id").asString(), orderId.isNull() ? null : orderId.asLong());
    }

    List<PurchaseEdge> missingEdges(Collection<PurchaseEdge> edges) {
        var all = List.copyOf(edges);
        var rows = graph.read(
                """
                UNWIND range(0, size($edges) - 1) AS number
                WITH number, $edges[number] AS edge
                OPTIONAL MATCH ()-[bought:BOUGHT]->()
                USING INDEX SEEK bought:BOUGHT(userId, productId, orderId)
                WHERE bought.userId = edge.userId AND bought.productId = edge.productId AND bought.orderId = edge.orderId
                WITH number, edge, bought
                WHERE bought IS NULL OR bought.at <> edge.at OR bought.at IS NULL
                RETURN number ORDER BY number""",
                Map.of("edges", all.stream().map(PurchaseRecords::parameters).toList()));
        return rows.stream().map(row -> all.get(row.get("number").asInt())).toList();
    }

    private static Map<String, Object> parameters(PurchaseEdge edge) {
        return Map.of(
                "userId", edge.userId(),
                "productId", edge.productId(),
                "orderId", edge.orderId(),
                "at", edge.at().toEpochMilli());
    }

    List<Long> missingOrders(Collection<Long> orderIds) {
        return graph.read("""
                        UNWIND $ids AS id
                        WITH id WHERE NOT EXISTS { MATCH (:Order {id: id}) }
                        RETURN id""", Map.of("ids", orderIds)).stream()
                .map(row -> row.get("id").asLong())
                .toList();
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

    boolean exists(KnownOrder order) {
        return !graph.read(
                        "MATCH (order:Order {id: $id}) WHERE coalesce(order.version, $none) = $version RETURN 1",
                        parameters(order))
                .isEmpty();
    }

    private static Map<String, Object> parameters(KnownOrder order) {
        return Map.of("id", order.orderId(), "version", order.version(), "none", Long.MAX_VALUE);
    }

    boolean exists(WrongDegree degree) {
        var found = degree instanceof WrongDegree.OfUser user
                ? graph.read(
                        "MATCH (user:User {id: $id}) WHERE coalesce(user.products <> " + USER_DEGREE
                                + ", true) RETURN 1",
                        Map.of("id", user.id()))
                : graph.read(
                        "MATCH (product:Product {id: $id}) WHERE coalesce(product.buyers <> " + PRODUCT_DEGREE
                                + ", true) RETURN 1",
                        Map.of("id", ((WrongDegree.OfProduct) degree).id()));
        return !found.isEmpty();
    }

    /** Locks as the application of an order does, first the user, then the product; only then is the edge sure to be there. */
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
                SET product.buyers = %s""".formatted(USER_DEGREE, PRODUCT_DEGREE), parameters(edge));
    }

    void removeLoose(Collection<LooseEdge> edges) {
        graph.write(
                "MATCH (user)-[bought:BOUGHT]->(product) WHERE elementId(bought) IN $ids AND " + LOOSE
                        + " DELETE bought",
                Map.of("ids", edges.stream().map(LooseEdge::elementId).toList()));
    }

    void forget(KnownOrder order) {
        graph.write("""
                MATCH (order:Order {id: $id})
                SET order.locked = true REMOVE order.locked
                WITH order WHERE coalesce(order.version, $none) = $version
                DETACH DELETE order""", parameters(order));
    }

    void repair(WrongDegree degree) {
        if (degree instanceof WrongDegree.OfUser user) {
            graph.write("""
                    MATCH (user:User {id: $id})
                    SET user.locked = true REMOVE user.locked
                    WITH user
                    SET user.products = %s""".formatted(USER_DEGREE), Map.of("id", user.id()));
        } else if (degree instanceof WrongDegree.OfProduct product) {
            graph.write("""
                    MATCH (product:Product {id: $id})
                    SET product.locked = true REMOVE product.locked
                    WITH product
                    SET product.buyers = %s""".formatted(PRODUCT_DEGREE), Map.of("id", product.id()));
        }
    }
}
