package dev.polyglotdb.orders;

import dev.polyglotdb.orders.payments.CardPayments;
import dev.polyglotdb.orders.stock.StockService;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductService;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Places orders. It reads names and prices from MongoDB, has the payment gateway reserve the money, and commits the
 * order in one PostgreSQL transaction. Timelines (Cassandra), the purchase graph (Neo4j) and the capture of the money
 * follow through the outbox: the same transaction writes a row for each, and workers apply it after the commit. So none
 * of them can fail an order or miss one.
 */
@Service
class OrderService {

    /**
     * An order on its way, from the request to the commit.
     *
     * @param claim the claim of the request's idempotency key; null if it has none
     * @param now the date of the order
     * @param operation times the steps
     */
    record Placement(
            long userId, NewOrder command, Idempotency.@Nullable Claim claim, Instant now, OrderOperation operation) {}

    private final Idempotency idempotency;
    private final ProductService products;
    private final CardPayments payments;
    private final OrderTransactions orderTransactions;
    private final OrderRepository orderRepository;
    private final StockService stock;
    private final OutboxService outbox;
    private final OrderFollowers followers;
    private final Clock clock;

    OrderService(
            Idempotency idempotency,
            ProductService products,
            CardPayments payments,
            OrderTransactions orderTransactions,
            OrderRepository orderRepository,
            StockService stock,
            OutboxService outbox,
            OrderFollowers followers,
            Clock clock) {
        this.idempotency = idempotency;
        this.products = products;
        this.payments = payments;
        this.orderTransactions = orderTransactions;
        this.orderRepository = orderRepository;
        this.stock = stock;
        this.outbox = outbox;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Places an order, at most once for each idempotency key.
     *
     * @throws ProblemException if the order is refused; then nothing is stored
     */
    Idempotency.Answer place(long userId, NewOrder command, @Nullable String idempotencyKey) {
        var operation = new OrderOperation(OperationKind.PLACE);
        return idempotency.once(userId, idempotencyKey, command, claim -> {
            if (claim != null) {
                operation.claimed();
            }
            return checkOut(new Placement(userId, command, claim, clock.instant(), operation));
        });
    }

    /** Freezes the prices (MongoDB), has the money reserved (payment gateway), and commits (PostgreSQL). */
    Idempotency.Answer checkOut(Placement placement) {
        var items = price(placement);
        var token = placement.command().cardToken();
        if (token == null) {
            return commit(placement, () -> Order.onInvoice(placement.userId(), items, placement.now()));
        }
        var payment = authorize(placement, items.total(), token);
        if (!payment.isApproved()) {
            return keepDeclined(placement, items, payment.reference());
        }
        try {
            return commit(
                    placement, () -> Order.paidByCard(placement.userId(), items, placement.now(), payment.reference()));
        } catch (ProblemException refused) {
            // This exception means that the transaction was rolled back. After any other failure the commit may have
            // succeeded, so the payment is left to the sweep.
            payments.release(payment.reference());
            throw refused;
        }
    }

    private PricedItems price(Placement placement) {
        var command = placement.command();
        var summaries = placement
                .operation()
                .step("catalog", Store.MONGODB.id(), () -> products.summaries(command.productIds()));
        return PricedItems.of(command.items(), summaries);
    }

    private CardPayments.Attempt authorize(Placement placement, Money total, String token) {
        return placement.operation().step("payment", OrderOperation.GATEWAY, () -> payments.authorize(total, token));
    }

    /**
     * Commits the order, its payment, the outbox entries, the answer for repeated requests and the stock in one
     * transaction.
     *
     * @param newOrder makes the order anew for each run of the transaction, because a saved one keeps its id
     */
    private Idempotency.Answer commit(Placement placement, Supplier<Order> newOrder) {
        return orderTransactions.insert(placement.operation(), () -> {
            var order = newOrder.get();
            order.paymentReference().ifPresent(payments::takeOver);
            orderRepository.saveAndFlush(order);
            // The outbox gets a row for each that must follow: the timelines (Cassandra), the purchase graph (Neo4j)
            // and, for a card, the payment gateway. Workers apply the rows after the commit, however often it takes.
            placement.operation().entriesAdded(outbox.add(order.id(), followers.of(order)));
            var answer = idempotency.placed(placement.claim(), order.view());
            // Stock comes last because it locks rows until the commit, and other orders of the same products wait for
            // them.
            stock.take(order.id(), order.quantities());
            return answer;
        });
    }

    /** Stores an order whose payment was declined. It takes no stock, and no other store is informed. */
    private Idempotency.Answer keepDeclined(Placement placement, PricedItems items, UUID reference) {
        return orderTransactions.insert(placement.operation(), () -> {
            payments.takeOver(reference);
            var order = orderRepository.save(Order.declined(placement.userId(), items, placement.now()));
            return idempotency.declined(placement.claim(), order.id());
        });
    }
}
