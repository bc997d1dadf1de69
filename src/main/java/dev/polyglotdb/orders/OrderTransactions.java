package dev.polyglotdb.orders;

import dev.polyglotdb.outbox.OutboxService;
import dev.polyglotdb.web.ProblemException;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.UsesStore;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The changes of orders, each one PostgreSQL transaction with everything that must be true together: the order, its payment,
 * the stock, the answer kept for repeats, and what is promised to the other stores. No other store is called in here.
 */
@Component
@UsesStore(Store.POSTGRES)
@Transactional
class OrderTransactions {

    private final Orders orders;
    private final Stock stock;
    private final PaymentAttempts attempts;
    private final IdempotencyKeys keys;
    private final OutboxService outbox;
    private final JsonMapper json;
    private final Clock clock;

    OrderTransactions(
            Orders orders,
            Stock stock,
            PaymentAttempts attempts,
            IdempotencyKeys keys,
            OutboxService outbox,
            JsonMapper json,
            Clock clock) {
        this.orders = orders;
        this.stock = stock;
        this.attempts = attempts;
        this.keys = keys;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Makes a paid order.
     *
     * @param attempt the reference of its authorized payment; null for an invoice
     * @throws ProblemException (409) if there is not enough in stock
     */
    Answer place(Order order, @Nullable UUID attempt, IdempotencyKeys.@Nullable Claim claim) {
        end(attempt);
        orders.saveAndFlush(order);
        outbox.promise(order.id(), OrderSinks.of(order.paymentMethod()));
        var answer = new Answer(order.id(), json.writeValueAsString(order.view()), false);
        complete(claim, answer);
        // Last, because orders of a popular product wait for each other from here to the commit.
        stock.take(order.items());
        return answer;
    }

    /** Keeps an order whose payment was declined; it takes no stock and no other store hears of it. */
    Answer keepDeclined(Order order, UUID attempt, IdempotencyKeys.@Nullable Claim claim) {
        end(attempt);
        orders.save(order);
        var answer = new Answer(order.id(), null, false);
        complete(claim, answer);
        return answer;
    }

    void cancel(long id) {
        change(id, order -> {
            if (order.cancel(clock.instant())) {
                stock.giveBack(order.items());
                outbox.promise(id, OrderSinks.of(order.paymentMethod()));
            }
        });
    }

    void ship(long id) {
        change(id, Order::ship);
    }

    void deliver(long id) {
        change(id, Order::deliver);
    }

    private void change(long id, Consumer<Order> change) {
        change.accept(orders.findForChange(id).orElseThrow(() -> ProblemException.notFound("order with this id")));
    }

    private void end(@Nullable UUID attempt) {
        if (attempt != null && !attempts.end(attempt)) {
            throw new PaymentUnavailableException();
        }
    }

    private void complete(IdempotencyKeys.@Nullable Claim claim, Answer answer) {
        if (claim != null && !keys.complete(claim, answer)) {
            throw new RequestInProgressException();
        }
    }
}
