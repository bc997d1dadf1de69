package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.recommend.KnownOrder;
import dev.polyglotdb.recommend.PurchaseEdge;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds what the graph holds without an order for it. PostgreSQL is asked after the graph was, so no order is too new.
 */
final class StrayPurchases {

    private StrayPurchases() {}

    /** Returns the orders that PostgreSQL does not know, or knows only in an older version. */
    static List<KnownOrder> orders(List<KnownOrder> found, OrderScan orderScan) {
        var states = orderScan.byId(found.stream().map(KnownOrder::orderId).toList());
        return found.stream()
                .filter(order -> {
                    var state = states.get(order.orderId());
                    return state == null || !state.wasPlaced() || isNewer(order, state);
                })
                .toList();
    }

    /** Compares the versions of the graph: that of an erased user's order is later than that of its state. */
    private static boolean isNewer(KnownOrder order, OrderState state) {
        return order.version() > PurchaseGraphFollower.purchases(state).version();
    }

    /** Returns the edges that belong to no order that stands. */
    static List<PurchaseEdge> edges(List<PurchaseEdge> found, OrderScan orderScan) {
        var states = orderScan.find(found.stream().map(PurchaseEdge::orderId).collect(Collectors.toSet()));
        var expected = GraphRange.edges(GraphRange.purchases(states)).collect(Collectors.toSet());
        return found.stream().filter(edge -> !expected.contains(edge)).toList();
    }
}
