package dev.polyglotdb.orders;

import static dev.polyglotdb.outbox.OutboxService.Progress.APPLIED;

import dev.polyglotdb.orders.OrderView.Projections;
import dev.polyglotdb.outbox.OutboxService;
import dev.polyglotdb.web.Caller;
import dev.polyglotdb.web.Cursor;
import dev.polyglotdb.web.Page;
import dev.polyglotdb.web.PageRequest;
import dev.polyglotdb.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Orders. Placing one reads MongoDB, asks the payment gateway and commits to PostgreSQL; Cassandra and Neo4j follow the commit
 * through the outbox, so neither can fail an order nor miss one.
 */
@Service
public class OrderService {

    private final IdempotentPlacement placement;
    private final OrderTransactions transactions;
    private final OrderViews views;
    private final OutboxService outbox;
    private final Clock clock;

    OrderService(
            IdempotentPlacement placement,
            OrderTransactions transactions,
            OrderViews views,
            OutboxService outbox,
            Clock clock) {
        this.placement = placement;
        this.transactions = transactions;
        this.views = views;
        this.outbox = outbox;
        this.clock = clock;
    }

    Answer place(long userId, NewOrder command, @Nullable String idempotencyKey) {
        return placement.place(userId, command, idempotencyKey, clock.instant());
    }

    /**
     * Loads an order of the past, such as demo data. It runs through the same protocol as any other and changes nothing if the
     * user has an order of that very time.
     *
     * @param status {@code PAID} or what became of the order later
     */
    public void load(long userId, NewOrder command, Instant placedAt, OrderStatus status) {
        if (views.exists(userId, placedAt)) {
            return;
        }
        var id = placement.place(userId, command, null, placedAt).orderId();
        switch (status) {
            case CANCELLED -> transactions.cancel(id);
            case SHIPPED -> transactions.ship(id);
            case DELIVERED -> {
                transactions.ship(id);
                transactions.deliver(id);
            }
            case PAID, PAYMENT_FAILED -> {}
        }
    }

    /** @throws ProblemException (404) if there is no such order, or it is somebody else's and the caller no administrator */
    OrderView get(long id, Caller caller) {
        return withProjections(List.of(visible(id, caller))).get(0);
    }

    /** The orders of a user, newest first. */
    Page<OrderView> ofUser(long userId, PageRequest request) {
        record After(@Nullable Instant createdAt, long id) {}
        var cursor = request.cursor();
        var after = cursor == null
                ? new After(null, Long.MAX_VALUE)
                : cursor.read(2, parts -> new After(Instant.parse(parts.get(0)), Long.parseLong(parts.get(1))));
        var found = views.ofUser(userId, after.createdAt(), after.id(), request.limit() + 1);
        return Page.of(withProjections(found), request.limit(), order -> Cursor.of(order.createdAt(), order.id()));
    }

    OrderView cancel(long id, Caller caller) {
        visible(id, caller);
        transactions.cancel(id);
        return get(id, caller);
    }

    OrderView ship(long id, Caller caller) {
        transactions.ship(id);
        return get(id, caller);
    }

    OrderView deliver(long id, Caller caller) {
        transactions.deliver(id);
        return get(id, caller);
    }

    private OrderView visible(long id, Caller caller) {
        return views.find(id)
                .filter(order -> order.userId() == caller.userId() || caller.isAdmin())
                .orElseThrow(() -> ProblemException.notFound("order with this id"));
    }

    private List<OrderView> withProjections(List<OrderView> orders) {
        var unkept = outbox.unkept(orders.stream().map(OrderView::id).toList());
        return orders.stream()
                .map(order -> order.with(projections(unkept.getOrDefault(order.id(), Map.of()))))
                .toList();
    }

    private static Projections projections(Map<String, OutboxService.Progress> unkept) {
        return new Projections(
                unkept.getOrDefault(OrderSinks.ACTIVITY, APPLIED),
                unkept.getOrDefault(OrderSinks.RECOMMENDATIONS, APPLIED));
    }
}
