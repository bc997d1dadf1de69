package dev.polyglotdb.orders;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Iterates over all orders, and looks up orders that another store refers to. */
@Component
public class OrderScan {

    private static final int PAGE = 1_000;

    private final OrderQueries queries;

    OrderScan(OrderQueries queries) {
        this.queries = queries;
    }

    /** Passes all orders to the action, in batches. Orders placed during the iteration may be left out. */
    public void forEach(Consumer<List<OrderState>> action) {
        var ids = idsAfter(0, PAGE);
        while (!ids.isEmpty()) {
            action.accept(find(ids));
            ids = idsAfter(ids.get(ids.size() - 1), PAGE);
        }
    }

    /** Returns the next {@code limit} order ids greater than this one, in ascending order. */
    public List<Long> idsAfter(long id, int limit) {
        return queries.idsAfter(id, limit);
    }

    /** Returns the current states of these orders. Ids without an order are left out. */
    public List<OrderState> find(Collection<Long> orderIds) {
        return queries.find(orderIds);
    }

    /**
     * Returns the current states of these orders, by id. Another store learns of an order only after PostgreSQL has
     * committed it. To compare a store with PostgreSQL, read the ids from that store first and then call this method.
     * An id that is missing from the result then belongs to no order; it is never just too new.
     */
    public Map<Long, OrderState> byId(Collection<Long> orderIds) {
        return find(orderIds).stream()
                .collect(Collectors.toMap(order -> order.view().id(), Function.identity()));
    }
}
