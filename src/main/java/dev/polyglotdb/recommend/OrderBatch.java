package dev.polyglotdb.recommend;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Query;

/**
 * Orders as parameters of statements. All lists are sorted, so that every transaction takes its locks in
 * the same order.
 */
final class OrderBatch {

    private final Map<String, List<?>> parameters;

    OrderBatch(Collection<OrderPurchases> states) {
        var sorted = states.stream()
                .sorted(Comparator.comparing(OrderPurchases::orderId))
                .toList();
        this.parameters = Map.of(
                "orders",
                sorted.stream()
                        .map(order -> Map.of("id", order.orderId(), "version", order.version()))
                        .toList(),
                "buyers",
                sorted.stream().map(OrderBatch::buyer).toList(),
                "userIds",
                sorted.stream().map(OrderPurchases::userId).distinct().sorted().toList(),
                "productIds",
                sorted.stream()
                        .flatMap(order -> order.productIds().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                "purchases",
                sorted.stream().map(OrderBatch::purchases).toList());
    }

    private static Map<String, Object> buyer(OrderPurchases order) {
        return Map.of(
                "userId", order.userId(),
                "orderId", order.orderId(),
                "version", order.version(),
                "erased", order.version() == OrderPurchases.ERASED);
    }

    private static Map<String, Object> purchases(OrderPurchases order) {
        return Map.of(
                "orderId", order.orderId(),
                "version", order.version(),
                "userId", order.userId(),
                "productIds", order.productIds().stream().sorted().toList(),
                "at", order.at().toEpochMilli(),
                "active", order.active());
    }

    /**
     * Gives each statement only the parameters that it uses. The purchases are the bulk of the data and are thus sent
     * only once.
     */
    List<Query> queries(List<String> script) {
        return script.stream().map(this::query).toList();
    }

    private Query query(String statement) {
        var needed = new HashMap<String, Object>(parameters);
        needed.keySet().removeIf(name -> !statement.contains("$" + name));
        return new Query(statement, needed);
    }
}
