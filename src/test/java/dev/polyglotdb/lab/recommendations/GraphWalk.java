package dev.polyglotdb.lab.recommendations;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.polyglotdb.recommend.MeasuredWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Value;

/** The application's walk in Neo4j. */
record GraphWalk(Driver driver) {

    private static final int BATCH = 10_000;
    private static final SessionConfig READING =
            SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build();

    /** Makes nodes, purchases and indexes, and drops what was there before. */
    void load(Purchases purchases) {
        MeasuredWalk.nodeSchema().forEach(this::run);
        run(
                "UNWIND $ids AS id CREATE (:LabProduct {id: id, buyers: 0})",
                Map.of(
                        "ids",
                        IntStream.range(0, purchases.products())
                                .mapToObj(Purchases::product)
                                .toList()));
        var buyers = new HashMap<String, Integer>();
        purchases.forEach(batch -> {
            var products = batch.stream().collect(groupingBy(Purchase::userId, mapping(Purchase::productId, toSet())));
            products.values().forEach(each -> each.forEach(product -> buyers.merge(product, 1, Integer::sum)));
            run(
                    "UNWIND $users AS one CREATE (:LabUser {id: one.id, products: one.products})",
                    Map.of(
                            "users",
                            products.entrySet().stream()
                                    .map(user -> Map.of(
                                            "id",
                                            user.getKey(),
                                            "products",
                                            user.getValue().size()))
                                    .toList()));
            for (var from = 0; from < batch.size(); from += BATCH) {
                loadEdges(batch.subList(from, Math.min(batch.size(), from + BATCH)));
            }
        });
        run(
                "UNWIND $all AS one MATCH (product:LabProduct {id: one.id}) SET product.buyers = one.buyers",
                Map.of(
                        "all",
                        buyers.entrySet().stream()
                                .map(each -> Map.of("id", each.getKey(), "buyers", each.getValue()))
                                .toList()));
        MeasuredWalk.purchaseSchema().forEach(this::run);
        run("CALL db.awaitIndexes(600)");
    }

    private void loadEdges(List<Purchase> purchases) {
        run(
                """
                UNWIND $purchases AS one
                MATCH (user:LabUser {id: one[0]}), (product:LabProduct {id: one[1]})
                CREATE (user)-[:LabBOUGHT {userId: one[0], productId: one[1], orderId: one[2], at: one[3]}]->(product)""",
                Map.of(
                        "purchases",
                        purchases.stream()
                                .map(one -> List.of(one.userId(), one.productId(), one.orderId(), one.at()))
                                .toList()));
    }

    List<Recommended> recommended(long userId, int limit) {
        return ask(MeasuredWalk.RECOMMENDED, MeasuredWalk.recommended(userId, limit));
    }

    List<Recommended> related(String productId, int limit) {
        return ask(MeasuredWalk.RELATED, MeasuredWalk.related(productId, limit));
    }

    private List<Recommended> ask(String statement, Map<String, Object> parameters) {
        try (var session = driver.session(READING)) {
            return session.run(statement, parameters)
                    .list(row -> Recommended.of(
                            row.get("productId").asString(),
                            row.get("score").asDouble(),
                            row.containsKey("because") ? row.get("because").asList(Value::asString) : List.of()));
        }
    }

    /** Returns the plan as Neo4j draws it, with the accesses to its store. */
    String plan(String statement, Map<String, Object> parameters) {
        try (var session = driver.session(READING)) {
            var plan = session.run("PROFILE " + statement, parameters).consume().profile();
            return plan.arguments().containsKey("string-representation")
                    ? plan.arguments().get("string-representation").asString()
                    : plan.toString();
        }
    }

    void drop() {
        MeasuredWalk.dropSchema().forEach(this::run);
        // A transaction must fit in memory. A user has few purchases; a product may have those of a quarter of all
        // users.
        run("MATCH (user:LabUser) CALL (user) { DETACH DELETE user } IN TRANSACTIONS OF 500 ROWS");
        run("MATCH (product:LabProduct) CALL (product) { DELETE product } IN TRANSACTIONS OF 5000 ROWS");
    }

    private void run(String statement) {
        run(statement, Map.of());
    }

    private void run(String statement, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            session.run(statement, parameters).consume();
        }
    }
}
