package dev.polyglotdb.orders.followers;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.testing.PatientCql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Driver;

/** What Cassandra and Neo4j hold of a user at one time, to be put back as if the stores were restored from a backup. */
record Backup(long userId, List<Entry> entries, List<Map<String, Object>> purchases) {

    /** A row of a table, as JSON. */
    private record Entry(String table, String json) {}

    static Backup of(long userId, CqlSession cassandra, Driver neo4j) {
        var entries = new ArrayList<Entry>();
        for (var table : PatientCql.tables(cassandra)) {
            PatientCql.execute(cassandra, "SELECT JSON * FROM " + table).forEach(entry -> {
                var json = String.valueOf(entry.getString(0));
                if (json.contains("\"user_id\": " + userId + ",")) {
                    entries.add(new Entry(table, json));
                }
            });
        }
        try (var session = neo4j.session()) {
            var purchases = session.run("""
                            MATCH (:User {id: $user})-[bought:BOUGHT]->(product:Product), (order:Order {id: bought.orderId})
                            RETURN product.id AS product, order.id AS order, order.version AS version, bought.at AS at""", Map.of("user", userId)).list(row -> row.asMap());
            return new Backup(userId, entries, purchases);
        }
    }

    /** Also hides what was deleted since, as a store does that knows nothing of it. */
    void restoreTo(CqlSession cassandra) {
        var now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plus(Duration.ofDays(1)));
        for (var entry : entries) {
            PatientCql.execute(
                    cassandra, "INSERT INTO %s JSON ? USING TIMESTAMP %d".formatted(entry.table(), now), entry.json());
        }
    }

    void restoreTo(RawGraph graph) {
        graph.run("""
                MERGE (user:User {id: $user})
                SET user.products = $products
                WITH user
                UNWIND $purchases AS was
                MATCH (product:Product {id: was.product}), (order:Order {id: was.order})
                CREATE (user)-[:BOUGHT {userId: $user, productId: was.product, orderId: was.order, at: was.at}]->(product)
                SET product.buyers = product.buyers + 1, order.version = was.version""", Map.of("user", userId, "products", purchases.size(), "purchases", purchases));
    }
}
