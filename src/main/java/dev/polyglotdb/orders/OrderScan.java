package dev.polyglotdb.orders;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Goes through all orders, or looks up those that another store tells of. */
@Component
class OrderScan {

    private static final int PAGE = 200;

    private final OrderViews orders;

    OrderScan(OrderViews orders) {
        this.orders = orders;
    }

    /** Calls back with every order, some at a time; one that is placed meanwhile may be left out. */
    void forEach(Consumer<List<OrderState>> action) {
        var ids = orders.idsAfter(0, PAGE);
        while (!ids.isEmpty()) {
            action.accept(orders.find(ids));
            ids = orders.idsAfter(ids.get(ids.size() - 1), PAGE);
        }
    }

    List<OrderState> find(Collection<Long> orderIds) {
        return orders.find(orderIds);
    }

    /**
     * The present states of orders by their ids. What another store tells of an order was in PostgreSQL before; so nothing that
     * was read there first can be unknown here only because it is new.
     */
    Map<Long, OrderState> byId(Collection<Long> orderIds) {
        return orders.find(orderIds).stream()
                .collect(Collectors.toMap(order -> order.view().id(), Function.identity()));
    }
}
