package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.KnownPurchases;
import dev.polyglotdb.recommend.LooseEdge;
import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PurchaseEdge;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PostgreSQL and the purchase graph say of a range of orders.
 *
 * @param states the states of all orders of the range
 * @param known what the graph holds of them
 */
record GraphRange(List<OrderState> states, KnownPurchases known) {

    /** Where the two differ. */
    record Differences(
            Set<PurchaseEdge> missingEdges,
            Set<Long> missingOrders,
            List<PurchaseEdge> strayEdges,
            List<KnownOrder> strayOrders,
            List<LooseEdge> looseEdges) {}

    long last() {
        return known.last();
    }

    List<OrderPurchases> purchases() {
        return purchases(states);
    }

    /** Returns the number of edges that there must be. */
    long expected() {
        return purchases().stream()
                .filter(OrderPurchases::active)
                .mapToLong(order -> order.productIds().size())
                .sum();
    }

    Differences differences() {
        var purchases = purchases();
        var versions = new HashMap<Long, Long>();
        purchases.forEach(order -> versions.put(order.orderId(), order.version()));
        var missingOrders = new LinkedHashSet<>(versions.keySet());
        known.knownOrders().forEach(order -> missingOrders.remove(order.orderId()));
        var strayOrders = known.knownOrders().stream()
                .filter(order -> order.version() > versions.getOrDefault(order.orderId(), Long.MIN_VALUE))
                .toList();
        var missingEdges = edges(purchases).collect(Collectors.toCollection(LinkedHashSet::new));
        var strayEdges = known.edges().stream()
                .filter(edge -> !missingEdges.remove(edge))
                .toList();
        return new Differences(missingEdges, missingOrders, strayEdges, strayOrders, known.loose());
    }

    static Stream<PurchaseEdge> edges(Collection<OrderPurchases> purchases) {
        return purchases.stream().filter(OrderPurchases::active).flatMap(order -> order.edges().stream());
    }

    static List<OrderPurchases> purchases(Collection<OrderState> states) {
        return states.stream()
                .filter(OrderState::wasPlaced)
                .map(PurchaseGraphFollower::purchases)
                .toList();
    }
}
