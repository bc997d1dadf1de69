package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class OrderStateTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        "PAID, true, true",
        "SHIPPED, true, true",
        "DELIVERED, true, true",
        "CANCELLED, true, false",
        "PAYMENT_FAILED, false, false"
    })
    void whatWasPlacedStandsUntilItIsCancelled(OrderStatus status, boolean placed, boolean active) {
        var order = order(status);

        assertThat(order.wasPlaced()).isEqualTo(placed);
        assertThat(order.isActive()).isEqualTo(active);
    }

    private static OrderState order(OrderStatus status) {
        var price = new Money(new BigDecimal("19.99"), "EUR");
        var lines = Stream.of("lamp", "desk")
                .map(id -> new OrderView.Line(id, id, 1, price, price))
                .toList();
        var payment = new OrderView.PaymentView(8, PaymentStatus.INVOICED, PaymentMethod.INVOICE);
        return new OrderState(
                new OrderView(7, 3, status, List.copyOf(lines), price, payment, NOW, null), 4, null, null, false);
    }
}
