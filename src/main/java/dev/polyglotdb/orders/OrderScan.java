package dev.polyglotdb.orders;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Pages through all orders by id, and looks up orders that another store refers to. */
@Component
public class OrderScan {

    private final OrderQueries queries;

    OrderScan(OrderQueries queries) {
        this.queries = queries;
    }

    /** Returns the highest id of an order, or 0. */
    public long lastId() {
        return queries.lastId();
    }

    /**
     * Returns the next orders by id. Orders placed during an iteration may be left out.
     *
     * @param after the end of the previous page, or 0
     */
    public OrderPage page(long after, int limit) {
        var ids = idsAfter(after, limit);
        if (ids.isEmpty()) {
            return new OrderPage(after, 0, List.of());
        }
        var last = ids.get(ids.size() - 1);
        return new OrderPage(last, ids.size(), between(after, last));
    }

    /** Returns the next {@code limit} order ids greater than this one, in ascending order. */
    public List<Long> idsAfter(long id, int limit) {
        return queries.idsAfter(id, limit);
    }

    /** Returns the current states of the orders of a range of ids, by id. */
    public List<OrderState> between(long after, long last) {
        return queries.between(after, last);
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
