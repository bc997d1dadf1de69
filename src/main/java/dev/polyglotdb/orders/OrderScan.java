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
public class OrderScan {

    private static final int PAGE = 200;

    private final OrderQueries queries;

    OrderScan(OrderQueries queries) {
        this.queries = queries;
    }

    /** Calls back with every order, some at a time; one that is placed meanwhile may be left out. */
    public void forEach(Consumer<List<OrderState>> action) {
        var ids = idsAfter(0, PAGE);
        while (!ids.isEmpty()) {
            action.accept(find(ids));
            ids = idsAfter(ids.get(ids.size() - 1), PAGE);
        }
    }

    /** The ids of the first orders after this one, in their order. */
    public List<Long> idsAfter(long id, int limit) {
        return queries.idsAfter(id, limit);
    }

    /** The present states of these orders; those that don't exist are left out. */
    public List<OrderState> find(Collection<Long> orderIds) {
        return queries.find(orderIds);
    }

    /**
     * The present states of orders by their ids. What another store tells of an order was in PostgreSQL before; so nothing that
     * was read there first can be unknown here only because it is new.
     */
    public Map<Long, OrderState> byId(Collection<Long> orderIds) {
        return find(orderIds).stream()
                .collect(Collectors.toMap(order -> order.view().id(), Function.identity()));
    }
}
