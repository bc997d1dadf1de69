package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.OrderStatus;
import dev.polyglotdb.orders.OrderView;
import dev.polyglotdb.orders.PaymentMethod;
import dev.polyglotdb.orders.PaymentStatus;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.recommend.OrderPurchases;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class PurchaseGraphFollowerTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

    @ParameterizedTest
    @CsvSource({"PAID, true", "SHIPPED, true", "DELIVERED, true", "CANCELLED, false"})
    void thePurchaseGraphLearnsTheWholeState(OrderStatus status, boolean active) {
        assertThat(PurchaseGraphFollower.purchases(order(status)))
                .isEqualTo(new OrderPurchases(7, 4, 3, NOW, Set.of("lamp", "desk"), active));
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
