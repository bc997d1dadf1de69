package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.outbox.OutboxService.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as its owner sees it.
 *
 * @param projections how far each follower is, by its name; null in the answer to the order itself, when it is too early to
 *     say
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
        @Nullable Map<String, Progress> projections) {

    /** A product of the order, as it was named and priced when the order was placed. */
    public record Line(String productId, String name, int quantity, Money unitPrice, Money lineTotal) {}

    /** How the order is paid. */
    public record PaymentView(long id, PaymentStatus status, PaymentMethod method) {}

    OrderView with(Map<String, Progress> known) {
        return new OrderView(id, userId, status, items, total, payment, createdAt, known);
    }

    /** The products of the order, in the order of its lines. */
    public List<String> productIds() {
        return items.stream().map(Line::productId).toList();
    }
}
