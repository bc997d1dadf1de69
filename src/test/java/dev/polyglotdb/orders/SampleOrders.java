package dev.polyglotdb.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.test.util.ReflectionTestUtils;

/** Orders in each state, without a database. */
final class SampleOrders {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final Instant LATER = NOW.plusSeconds(60);
    private static final UUID REFERENCE = new UUID(1, 2);

    private SampleOrders() {}

    static Order cardOrder(OrderStatus status) {
        return in(
                status,
                saved(
                        status == OrderStatus.PAYMENT_FAILED
                                ? Order.declined(3, basket("EUR", "19.99"), NOW)
                                : Order.paidByCard(3, basket("EUR", "19.99"), NOW, REFERENCE)));
    }

    static Order in(OrderStatus status, Order order) {
        switch (status) {
            case SHIPPED -> order.ship();
            case DELIVERED -> {
                order.ship();
                order.deliver();
            }
            case CANCELLED -> order.cancel(LATER);
            case PAID, PAYMENT_FAILED -> {}
        }
        return order;
    }

    /** Gives it the ids that it would get from the database. */
    static Order saved(Order order) {
        ReflectionTestUtils.setField(order, "id", 7L);
        var payment = Objects.requireNonNull(ReflectionTestUtils.getField(order, "payment"));
        ReflectionTestUtils.setField(payment, "id", 8L);
        return order;
    }

    static PricedItems basket(String currency, String price) {
        var item = new PricedItems.Item("lamp", "Desk lamp", 3, new BigDecimal(price));
        return new PricedItems(List.of(item), item.lineTotal(currency));
    }
}
