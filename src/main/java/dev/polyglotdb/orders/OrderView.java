package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.outbox.OutboxService;
import dev.polyglotdb.products.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its owner sees it.
 *
 * @param projections how far the other stores have followed; null in the answer to the order itself, when it is too early to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        long id,
        long userId,
        OrderStatus status,
        List<Line> items,
        Money total,
        PaymentView payment,
        Instant createdAt,
        @Nullable Projections projections) {

    /** A product of the order, as it was named and priced when the order was placed. */
    public record Line(String productId, String name, int quantity, Money unitPrice, Money lineTotal) {}

    /** How the order is paid. */
    public record PaymentView(long id, PaymentStatus status, PaymentMethod method) {}

    /** How far each of the stores that follow the orders is. */
    public record Projections(OutboxService.Progress activity, OutboxService.Progress recommendations) {}

    OrderView with(Projections known) {
        return new OrderView(id, userId, status, items, total, payment, createdAt, known);
    }

    List<String> productIds() {
        return items.stream().map(Line::productId).toList();
    }
}
