package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * A corner of the graph that belongs to one test, seen from beside the application. Users, orders and products have
 * short names in it: user 1 is somebody else in every test.
 */
final class GraphCorner implements AutoCloseable {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** How many users and orders there may be. */
    private static final long SIZE = 1_000_000;

    private final Driver driver;
    private final long base = (1_000_000_000L + ThreadLocalRandom.current().nextInt(1_000_000_000)) * SIZE;
    private final String prefix = "graph-" + base / SIZE + "-";

    GraphCorner(Driver driver) {
        this.driver = driver;
    }

    /** The application's defaults, but for more time: a busy machine should not fail a test that is not about time. */
    static RecommendProperties patientProperties() {
        return properties(1000, Duration.ofSeconds(5));
    }

    /** The application's defaults, but for these two. */
    static RecommendProperties properties(int popularSize, Duration relatedRefresh) {
        return properties(Map.of("popular-size", popularSize, "related.refresh", relatedRefresh));
    }

    /** The application's defaults, but for these, and with more time. */
    static RecommendProperties properties(Map<String, Object> changed) {
        var settings = new MapConfigurationPropertySource();
        settings.put("polyglot.recommend.apply-timeout", Duration.ofSeconds(30));
        changed.forEach((name, value) -> settings.put("polyglot.recommend." + name, value));
        return new Binder(settings).bindOrCreate("polyglot.recommend", RecommendProperties.class);
    }

    /** The same for whoever waits for an answer: half a minute for Neo4j. */
    static StoreTimeouts patientTimeouts() {
        return new StoreTimeouts(Duration.ofSeconds(40));
    }

    PurchaseRepository purchaseRepository(RecommendProperties properties) {
        return new PurchaseRepository(patientGraph(), new WalkStatements(properties), properties);
    }

    PurchasesOfUser purchasesOfUser(RecommendProperties properties) {
        return new PurchasesOfUser(patientGraph(), properties);
    }

    private Graph patientGraph() {
        return new Graph(driver, new GraphSchema(driver), patientTimeouts());
    }

    long user(long number) {
        return base + number;
    }

    String product(String name) {
        return prefix + name;
    }

    /** Placed {@code number} minutes after the start of the year, so that a higher number is a later order. */
    OrderPurchases order(long number, long version, long user, boolean active, String... products) {
        return order(number, version, user, START.plusSeconds(60 * number), active, Set.of(products));
    }

    OrderPurchases order(long number, long version, long user, Instant at, boolean active, Set<String> products) {
        return new OrderPurchases(
                base + number,
                version,
                user(user),
                at,
                products.stream().map(this::product).collect(Collectors.toSet()),
                active);
    }

    OrderPurchases placed(long number, long user, String... products) {
        return order(number, 1, user, true, products);
    }

    OrderPurchases cancelled(long number, long user, String... products) {
        return order(number, 2, user, false, products);
    }

    /** The short names of products. */
    List<String> names(Stream<String> productIds) {
        return productIds
                .map(id -> id.startsWith(prefix) ? id.substring(prefix.length()) : id)
                .toList();
    }

    List<String> names(Collection<Candidate> candidates) {
        return names(candidates.stream().map(Candidate::productId));
    }

    /** @param parameters may be used beside {@code base}, {@code end} and {@code prefix} of this corner */
    List<Record> run(String statement, Map<String, Object> parameters) {
        var all = new HashMap<String, Object>(parameters);
        all.putAll(Map.of("base", base, "end", base + SIZE, "prefix", prefix));
        try (var session = driver.session()) {
            return session.executeWrite(work -> work.run(statement, all).list());
        }
    }

    void run(String statement) {
        run(statement, Map.of());
    }

    /** Every edge, as {@code user-order->product}. */
    Set<String> edges() {
        return texts("""
                MATCH (user:User)-[bought:BOUGHT]->(product:Product)
                WHERE $base <= user.id < $end
                RETURN (user.id - $base) + '-' + (bought.orderId - $base) + '->' + substring(product.id, size($prefix))
                """);
    }

    /** Every node and every edge with its properties: two graphs are the same if these are equal. */
    Set<String> everything() {
        return texts("""
                MATCH (node)
                WHERE $base <= node.id < $end OR node.id STARTS WITH $prefix
                OPTIONAL MATCH (node)-[bought]->(product)
                WITH node, [key IN keys(node) | key + '=' + node[key] + ' '] AS properties,
                  type(bought) + ' ' + product.id AS edge, [key IN keys(bought) | key + '=' + bought[key] + ' '] AS details
                UNWIND properties AS property
                UNWIND coalesce(details, ['']) AS detail
                RETURN labels(node)[0] + ' ' + node.id + ' ' + property + coalesce(edge, '') + ' ' + detail
                """);
    }

    /** The nodes whose kept degree is not the number of their distinct neighbours. */
    Set<String> wrongDegrees() {
        return texts("""
                MATCH (user:User)
                WHERE $base <= user.id < $end
                  AND user.products <> COUNT { MATCH (user)-[:BOUGHT]->(product) RETURN DISTINCT product }
                RETURN 'user ' + user.id AS node
                UNION
                MATCH (product:Product)
                WHERE product.id STARTS WITH $prefix
                  AND product.buyers <> COUNT { MATCH (product)<-[:BOUGHT]-(user) RETURN DISTINCT user }
                RETURN 'product ' + product.id AS node
                """);
    }

    private Set<String> texts(String query) {
        return run(query, Map.of()).stream()
                .map(row -> row.get(0).asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        run("""
                MATCH (node)
                WHERE $base <= node.id < $end OR node.id STARTS WITH $prefix
                DETACH DELETE node
                """);
    }
}
