package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it.
 *
 * @param projections the progress of each follower, by its name; null in the answer to {@code POST /orders}, when
 *     no follower can have finished yet
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

    /** A product of the order, with its name and price at the time the order was placed. */
    public record Line(String productId, String name, int quantity, Money unitPrice, Money lineTotal) {}

    /** The payment of the order. */
    public record PaymentView(long id, PaymentStatus status, PaymentMethod method) {}

    OrderView with(Map<String, Progress> known) {
        return new OrderView(id, userId, status, items, total, payment, createdAt, known);
    }

    /** Returns the ids of the ordered products, in the order of the lines. */
    public List<String> productIds() {
        return items.stream().map(Line::productId).toList();
    }
}
