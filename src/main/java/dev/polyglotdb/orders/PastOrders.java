package dev.polyglotdb.orders;

import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Loads orders of the past, for a shop that is to look as if it had been open for a while. */
@Service
@Profile("demo")
public class PastOrders {

    private final OrderService orders;
    private final OrderQueries queries;

    PastOrders(OrderService orders, OrderQueries queries) {
        this.orders = orders;
        this.queries = queries;
    }

    /**
     * Places an order by the same protocol as any other, as if it were that time. Changes nothing if the user has an order of
     * that very time.
     *
     * @param status {@code PAID} or what became of the order later
     */
    public void load(long userId, NewOrder command, Instant placedAt, OrderStatus status) {
        if (queries.exists(userId, placedAt)) {
            return;
        }
        var id = orders.checkOut(userId, command, null, placedAt).orderId();
        switch (status) {
            case CANCELLED -> orders.cancel(id);
            case SHIPPED -> orders.ship(id);
            case DELIVERED -> {
                orders.ship(id);
                orders.deliver(id);
            }
            case PAID, PAYMENT_FAILED -> {}
        }
    }
}
