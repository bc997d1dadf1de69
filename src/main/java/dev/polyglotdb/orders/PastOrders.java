package dev.polyglotdb.orders;

import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Loads orders with past dates, so that a demo shop has a history. */
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
     * Places an order as {@code POST /orders} does, but with a past date. Does nothing if the user already has an order
     * with exactly this date. The same order must not be loaded twice at the same time.
     *
     * @param status the final status of the order; {@code PAID} leaves it as it was placed
     */
    public void load(long userId, NewOrder command, Instant placedAt, OrderStatus status) {
        if (queries.exists(userId, placedAt)) {
            return;
        }
        var id =
                orders.checkOut(Placement.withoutKey(userId, command, placedAt)).orderId();
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
