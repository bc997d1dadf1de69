package dev.polyglotdb.recommend;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.summary.ProfiledPlan;

/** Looks at the graph from beside the application. */
final class PurchaseGraph {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String NODE =
            "labels(node)[0] + ' ' + node.id + ' ' + reduce(text = '', key IN ['version', 'products', 'buyers', 'locked'] | "
                    + "text + key + '=' + coalesce(toString(node[key]), '-') + ' ')";
    private static final String EDGE = "toString(user.id) + '-' + type(bought) + '->' + product.id + ' ' + "
            + "bought.userId + ' ' + bought.productId + ' ' + bought.orderId + ' ' + bought.at";

    private final Driver driver;

    PurchaseGraph(Driver driver) {
        this.driver = driver;
    }

    /** Placed {@code orderId} minutes after the start of the year, so that a higher id is a later order. */
    static OrderPurchases order(long orderId, long version, long userId, boolean active, String... productIds) {
        return new OrderPurchases(
                orderId, version, userId, START.plusSeconds(60 * orderId), Set.of(productIds), active);
    }

    static OrderPurchases placed(long orderId, long userId, String... productIds) {
        return order(orderId, 1, userId, true, productIds);
    }

    static OrderPurchases cancelled(long orderId, long userId, String... productIds) {
        return order(orderId, 2, userId, false, productIds);
    }

    void clear() {
        run("MATCH (node) DETACH DELETE node", Map.of());
    }

    List<Record> run(String statement, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            return session.executeWrite(work -> work.run(statement, parameters).list());
        }
    }

    /** Every edge, as {@code user-order->product}. */
    Set<String> edges() {
        return rows("""
                MATCH (user:User)-[bought:BOUGHT]->(product:Product)
                WHERE bought.userId = user.id AND bought.productId = product.id
                RETURN user.id + '-' + bought.orderId + '->' + product.id
                """);
    }

    /** Every node with its properties and every edge with its own: two graphs are the same if these are equal. */
    Set<String> everything() {
        var all = rows("MATCH (node) RETURN " + NODE);
        all.addAll(rows("MATCH (user)-[bought]->(product) RETURN " + EDGE));
        return all;
    }

    /** The nodes whose kept degree is not the number of their distinct neighbours. */
    Set<String> wrongDegrees() {
        var wrong = rows("""
                MATCH (user:User)
                WHERE user.products <> COUNT { MATCH (user)-[:BOUGHT]->(product) RETURN DISTINCT product }
                RETURN 'user ' + user.id
                """);
        wrong.addAll(rows("""
                MATCH (product:Product)
                WHERE product.buyers <> COUNT { MATCH (product)<-[:BOUGHT]-(user) RETURN DISTINCT user }
                RETURN 'product ' + product.id
                """));
        return wrong;
    }

    /** The work of a query as Neo4j counts it: accesses to its store and indexes. */
    long databaseHits(String query, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            var result = session.run("PROFILE " + query, parameters);
            return hits(result.consume().profile());
        }
    }

    private static long hits(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(PurchaseGraph::hits).sum();
    }

    private Set<String> rows(String query) {
        return run(query, Map.of()).stream()
                .map(row -> row.get(0).asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
