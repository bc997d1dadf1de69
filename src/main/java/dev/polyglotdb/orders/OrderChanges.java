package dev.polyglotdb.orders;

import dev.polyglotdb.orders.stock.StockService;
import dev.polyglotdb.platform.outbox.OutboxService;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;

/** Changes orders that were placed, each in one transaction. */
@Service
class OrderChanges {

    private final OrderTransactions orderTransactions;
    private final OrderRepository orderRepository;
    private final StockService stock;
    private final OutboxService outbox;
    private final OrderFollowers followers;
    private final Clock clock;

    OrderChanges(
            OrderTransactions orderTransactions,
            OrderRepository orderRepository,
            StockService stock,
            OutboxService outbox,
            OrderFollowers followers,
            Clock clock) {
        this.orderTransactions = orderTransactions;
        this.orderRepository = orderRepository;
        this.stock = stock;
        this.outbox = outbox;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Cancels an order. The transaction returns the stock; the payment gateway, the timeline and the purchase graph
     * follow through the outbox. Cancelling a cancelled order changes nothing.
     */
    void cancel(long id) {
        change(id, OperationKind.CANCEL, (order, operation) -> {
            if (order.cancel(clock.instant())) {
                stock.giveBack(id);
                operation.entriesAdded(outbox.add(id, followers.of(order)));
            }
        });
    }

    void ship(long id) {
        change(id, OperationKind.SHIP, (order, operation) -> {
            order.ship();
            stock.forget(id);
        });
    }

    void deliver(long id) {
        change(id, OperationKind.DELIVER, (order, operation) -> order.deliver());
    }

    private void change(long id, OperationKind kind, BiConsumer<Order, OrderOperation> change) {
        var operation = new OrderOperation(kind);
        orderTransactions.change(id, operation, () -> {
            var order = orderRepository.findForChange(id).orElseThrow(OrderLookup::notFound);
            change.accept(order, operation);
        });
    }
}
