package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    /**
     * A page of nodes.
     *
     * @param last the position of the next page; null at the end
     */
    record Degrees<K>(List<WrongDegree> wrong, @Nullable K last) {}

    private final Graph graph;

    DegreeRecords(Graph graph) {
        this.graph = graph.within(PurchaseAudit.TIMEOUT);
    }

    Degrees<Long> users(long after, int limit) {
        return degrees("""
                MATCH (user:User) WHERE user.id > $after WITH user ORDER BY user.id LIMIT $limit
                RETURN user.id AS id, coalesce(user.products <> %s, true) AS wrong
                ORDER BY id""".formatted(USER_DEGREE), after, limit, Value::asLong, WrongDegree.OfUser::new);
    }

    Degrees<String> products(String after, int limit) {
        return degrees("""
                MATCH (product:Product) WHERE product.id > $after WITH product ORDER BY product.id LIMIT $limit
                RETURN product.id AS id, coalesce(product.buyers <> %s, true) AS wrong
                ORDER BY id""".formatted(PRODUCT_DEGREE), after, limit, Value::asString, WrongDegree.OfProduct::new);
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
