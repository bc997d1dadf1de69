package dev.polyglotdb.orders;

import dev.polyglotdb.orders.IdempotencyKeys.PlacementResult;
import dev.polyglotdb.orders.payments.CardPayments;
import dev.polyglotdb.orders.stock.StockService;
import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductService;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places and changes orders. This is the one place where all stores meet. PostgreSQL decides, in one transaction. The
 * same transaction writes outbox rows for Cassandra and Neo4j, which follow later. So those stores can neither fail an
 * order nor miss one.
 */
@Service
class OrderService {

    private final Idempotency idempotency;
    private final IdempotencyKeys idempotencyKeys;
    private final ProductService products;
    private final CardPayments payments;
    private final OrderTransactions orderTransactions;
    private final OrderRepository orderRepository;
    private final StockService stock;
    private final OutboxService outbox;
    private final OrderFollowers followers;
    private final JsonMapper json;
    private final Clock clock;

    OrderService(
            Idempotency idempotency,
            IdempotencyKeys idempotencyKeys,
            ProductService products,
            CardPayments payments,
            OrderTransactions orderTransactions,
            OrderRepository orderRepository,
            StockService stock,
            OutboxService outbox,
            OrderFollowers followers,
            JsonMapper json,
            Clock clock) {
        this.idempotency = idempotency;
        this.idempotencyKeys = idempotencyKeys;
        this.products = products;
        this.payments = payments;
        this.orderTransactions = orderTransactions;
        this.orderRepository = orderRepository;
        this.stock = stock;
        this.outbox = outbox;
        this.followers = followers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Places an order, at most once for each idempotency key.
     *
     * @throws ProblemException if the order is refused; then nothing is stored
     */
    PlacementResult place(long userId, NewOrder command, @Nullable String idempotencyKey) {
        var operation = new OrderOperation(OperationKind.PLACE);
        return idempotency.once(userId, idempotencyKey, command, claim -> {
            if (claim != null) {
                operation.claimed();
            }
            return checkOut(userId, command, claim, clock.instant(), operation);
        });
    }

    /** Reads the prices (MongoDB), has the payment reserved (payment gateway), and commits (PostgreSQL). */
    PlacementResult checkOut(
            long userId,
            NewOrder command,
            IdempotencyKeys.@Nullable Claim claim,
            Instant now,
            OrderOperation operation) {
        var summaries = operation.step("catalog", Store.MONGODB.id(), () -> products.summaries(command.productIds()));
        var items = PricedItems.of(command.items(), summaries);
        var token = command.cardToken();
        if (token == null) {
            return commit(() -> Order.onInvoice(userId, items, now), claim, operation);
        }
        var payment = operation.step("payment", OrderOperation.GATEWAY, () -> payments.reserve(items.total(), token));
        if (!payment.isApproved()) {
            return keepDeclined(() -> Order.declined(userId, items, now), payment, claim, operation);
        }
        try {
            return commit(() -> Order.paidByCard(userId, items, now, payment.reference()), claim, operation);
        } catch (ProblemException refused) {
            // This exception means that the transaction was rolled back. After any other failure the commit may have
            // succeeded, so the payment is left to the sweep.
            payments.abandon(payment.reference());
            throw refused;
        }
    }

    /**
     * Commits the order, its payment, the outbox rows, the answer for repeated requests and the stock in one
     * transaction.
     *
     * @param newOrder makes the order anew for each run of the transaction, because a saved one keeps its id
     */
    private PlacementResult commit(
            Supplier<Order> newOrder, IdempotencyKeys.@Nullable Claim claim, OrderOperation operation) {
        return orderTransactions.insert(operation, () -> {
            var order = newOrder.get();
            order.paymentReference().ifPresent(payments::takeOver);
            orderRepository.saveAndFlush(order);
            operation.promised(outbox.promise(order.id(), followers.of(order)));
            var result = new PlacementResult(order.id(), json.writeValueAsString(order.view()), false);
            idempotencyKeys.complete(claim, result);
            // Stock comes last because it locks rows until the commit, and other orders of the same products wait for
            // them.
            stock.take(order.id(), order.quantities());
            return result;
        });
    }

    /** Stores an order whose payment was declined. It takes no stock, and no other store is informed. */
    private PlacementResult keepDeclined(
            Supplier<Order> newOrder,
            CardPayments.Attempt payment,
            IdempotencyKeys.@Nullable Claim claim,
            OrderOperation operation) {
        return orderTransactions.insert(operation, () -> {
            var order = newOrder.get();
            payments.takeOver(payment.reference());
            orderRepository.save(order);
            var result = new PlacementResult(order.id(), null, false);
            idempotencyKeys.complete(claim, result);
            return result;
        });
    }

    /**
     * Cancels an order. The transaction returns the stock; the payment gateway, the timeline and the purchase graph
     * follow through the outbox. Cancelling a cancelled order changes nothing.
     */
    void cancel(long id) {
        change(id, OperationKind.CANCEL, (order, operation) -> {
            if (order.cancel(clock.instant())) {
                stock.giveBack(id);
                operation.promised(outbox.promise(id, followers.of(order)));
            }
        });
    }

    void ship(long id) {
        change(id, OperationKind.SHIP, (order, operation) -> order.ship());
    }

    void deliver(long id) {
        change(id, OperationKind.DELIVER, (order, operation) -> order.deliver());
    }

    private void change(long id, OperationKind kind, BiConsumer<Order, OrderOperation> change) {
        var operation = new OrderOperation(kind);
        orderTransactions.change(id, operation, () -> {
            var order = orderRepository.findForChange(id).orElseThrow(OrderLookup::notFound);
            change.accept(order, operation);
            return order;
        });
    }
}
