package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Compares and deletes the orders that the purchase graph knows. */
@Repository
@UsesStore(Store.NEO4J)
class OrderRecords {

    private final Graph graph;

    OrderRecords(Graph graph) {
        this.graph = graph.within(PurchaseAudit.TIMEOUT);
    }

    /** Returns the first orders of a range of ids, by id. */
    List<KnownOrder> between(long after, long last, int limit) {
        return known("""
                MATCH (order:Order) WHERE order.id > $after AND order.id <= $last
                RETURN order.id AS id, order.version AS version
                ORDER BY order.id LIMIT $limit""", Map.of("after", after, "last", last, "limit", limit));
    }

    /** Returns those of these orders that the graph knows. */
    List<KnownOrder> find(Collection<Long> orderIds) {
        return known("""
                UNWIND $ids AS id
                MATCH (order:Order {id: id})
                RETURN order.id AS id, order.version AS version""", Map.of("ids", orderIds));
    }

    private List<KnownOrder> known(String statement, Map<String, Object> parameters) {
        return graph.readLatest(statement, parameters).stream()
                .map(row -> new KnownOrder(
                        row.get("id").asLong(), row.get("version").asLong(Long.MAX_VALUE)))
                .toList();
    }

    List<Long> missingOrders(Collection<Long> orderIds) {
        return graph.readLatest("""
                        UNWIND $ids AS id
                        WITH id WHERE NOT EXISTS { MATCH (:Order {id: id}) }
                        RETURN id""", Map.of("ids", orderIds)).stream()
                .map(row -> row.get("id").asLong())
                .toList();
    }

    boolean exists(KnownOrder order) {
        return !graph.readLatest(
                        "MATCH (order:Order {id: $id}) WHERE coalesce(order.version, $none) = $version RETURN 1",
                        parameters(order))
                .isEmpty();
    }

    private static Map<String, Object> parameters(KnownOrder order) {
        return Map.of("id", order.orderId(), "version", order.version(), "none", Long.MAX_VALUE);
    }

    void forget(KnownOrder order) {
        graph.write("""
                MATCH (order:Order {id: $id})
                SET order.locked = true REMOVE order.locked
                WITH order WHERE coalesce(order.version, $none) = $version
                DETACH DELETE order""", parameters(order));
    }
}
