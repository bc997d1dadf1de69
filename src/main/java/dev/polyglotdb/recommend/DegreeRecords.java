package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Compares the degrees stored in the nodes of the purchase graph with the actual ones, and repairs them. */
@Repository
@UsesStore(Store.NEO4J)
class DegreeRecords {

    /** The inner variables have names that no caller uses, so that the expression counts all neighbours. */
    static final String USER_DEGREE = "COUNT { MATCH (user)-[:BOUGHT]->(purchased:Product) RETURN DISTINCT purchased }";

    static final String PRODUCT_DEGREE = "COUNT { MATCH (product)<-[:BOUGHT]-(buyer:User) RETURN DISTINCT buyer }";

    /** Waits for whoever is changing edges of the user, who holds this lock until the degree is changed as well. */
    private static final String LOCKED_USER = """
            MATCH (user:User {id: $id})
            SET user.locked = true REMOVE user.locked
            WITH user
            """;

    private static final String LOCKED_PRODUCT = """
            MATCH (product:Product {id: $id})
            SET product.locked = true REMOVE product.locked
            WITH product
            """;

    private final Graph graph;

    DegreeRecords(Graph graph) {
        this.graph = graph.within(PurchaseAudit.TIMEOUT);
    }

    /** Returns the next users; null if there are none. */
    @Nullable
    NodeRange<Long> usersAfter(long id, int limit) {
        var last =
                graph.readLatest("MATCH (user:User) WHERE user.id > $after" + lastOf("user"), page(id, limit)).stream()
                        .map(row -> row.get("last").asLong())
                        .findFirst();
        return last.map(end -> new NodeRange<>(id, end)).orElse(null);
    }

    @Nullable
    NodeRange<String> productsAfter(String id, int limit) {
        var last = graph
                .readLatest("MATCH (product:Product) WHERE product.id > $after" + lastOf("product"), page(id, limit))
                .stream()
                .map(row -> row.get("last").asString())
                .findFirst();
        return last.map(end -> new NodeRange<>(id, end)).orElse(null);
    }

    private static String lastOf(String node) {
        return " WITH %1$s.id AS id ORDER BY id LIMIT $limit WITH max(id) AS last WHERE last IS NOT NULL RETURN last"
                .formatted(node);
    }

    private static Map<String, Object> page(Object after, int limit) {
        return Map.of("after", after, "limit", limit);
    }

    List<WrongDegree> wrongUsers(NodeRange<Long> range) {
        return wrong("user:User", "user.products <> " + USER_DEGREE, range).stream()
                .<WrongDegree>map(id -> new WrongDegree.OfUser(id.asLong()))
                .toList();
    }

    List<WrongDegree> wrongProducts(NodeRange<String> range) {
        return wrong("product:Product", "product.buyers <> " + PRODUCT_DEGREE, range).stream()
                .<WrongDegree>map(id -> new WrongDegree.OfProduct(id.asString()))
                .toList();
    }

    private List<Value> wrong(String pattern, String condition, NodeRange<?> range) {
        var node = pattern.substring(0, pattern.indexOf(':'));
        var statement = """
                MATCH (%1$s) WHERE %2$s.id > $after AND %2$s.id <= $last AND coalesce(%3$s, true)
                RETURN %2$s.id AS id""".formatted(pattern, node, condition);
        return graph.readLatest(statement, Map.of("after", range.after(), "last", range.last())).stream()
                .map(row -> row.get("id"))
                .toList();
    }

    /** Without a lock, Neo4j would compare a degree with edges of another moment. */
    boolean exists(WrongDegree degree) {
        var found = degree instanceof WrongDegree.OfUser user
                ? graph.readLatest(
                        LOCKED_USER + "WHERE coalesce(user.products <> " + USER_DEGREE + ", true) RETURN 1",
                        Map.of("id", user.id()))
                : graph.readLatest(
                        LOCKED_PRODUCT + "WHERE coalesce(product.buyers <> " + PRODUCT_DEGREE + ", true) RETURN 1",
                        Map.of("id", ((WrongDegree.OfProduct) degree).id()));
        return !found.isEmpty();
    }

    void repair(WrongDegree degree) {
        if (degree instanceof WrongDegree.OfUser user) {
            graph.write(LOCKED_USER + "SET user.products = " + USER_DEGREE, Map.of("id", user.id()));
        } else if (degree instanceof WrongDegree.OfProduct product) {
            graph.write(LOCKED_PRODUCT + "SET product.buyers = " + PRODUCT_DEGREE, Map.of("id", product.id()));
        }
    }
}
