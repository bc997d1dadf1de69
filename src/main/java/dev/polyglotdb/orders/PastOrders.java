package dev.polyglotdb.orders;

import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Loads orders with past dates, so that a demo shop has a history. */
@Service
@Profile("demo")
public class PastOrders {

    private final OrderService orders;
    private final OrderChanges orderChanges;
    private final OrderQueries queries;

    PastOrders(OrderService orders, OrderChanges orderChanges, OrderQueries queries) {
        this.orders = orders;
        this.orderChanges = orderChanges;
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
        var operation = new OrderOperation(OperationKind.PLACE);
        var id = orders.checkOut(new OrderService.Placement(userId, command, null, placedAt, operation))
                .orderId();
        switch (status) {
            case CANCELLED -> orderChanges.cancel(id);
            case SHIPPED -> orderChanges.ship(id);
            case DELIVERED -> {
                orderChanges.ship(id);
                orderChanges.deliver(id);
            }
            case PAID, PAYMENT_FAILED -> {}
        }
    }
}
