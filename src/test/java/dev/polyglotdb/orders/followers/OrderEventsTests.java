package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.OrderStatus;
import dev.polyglotdb.orders.OrderView;
import dev.polyglotdb.orders.PaymentMethod;
import dev.polyglotdb.orders.PaymentStatus;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class OrderEventsTests {

    private static final Instant PLACED = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final Instant CANCELLED = PLACED.plusSeconds(60);

    @ParameterizedTest
    @EnumSource(names = {"PAID", "SHIPPED", "DELIVERED"})
    void anOrderThatStandsWasPlaced(OrderStatus status) {
        assertThat(OrderEvents.of(order(7, status, null, "lamp")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo("ORDER_PLACED");
                    assertThat(event.userId()).isEqualTo(3);
                    assertThat(event.occurredAt()).isEqualTo(PLACED);
                    assertThat(event.productId()).isNull();
                });
    }

    @Test
    void aCancelledOrderWasPlacedBeforeAndBothEventsSayTheSame() {
        var events = OrderEvents.of(order(7, OrderStatus.CANCELLED, CANCELLED, "lamp"));

        assertThat(events).extracting(ActivityEvent::type).containsExactly("ORDER_PLACED", "ORDER_CANCELLED");
        assertThat(events).extracting(ActivityEvent::occurredAt).containsExactly(PLACED, CANCELLED);
        assertThat(events.get(1).data()).isEqualTo(events.get(0).data());
    }

    @Test
    void anOrderThatWasNeverPaidLeavesNoEvent() {
        assertThat(OrderEvents.of(order(7, OrderStatus.PAYMENT_FAILED, null, "lamp")))
                .isEmpty();
    }

    /** A repeat has to write the very same cell, also from another instance and another release. */
    @Test
    void theDataIsTheSameTextAlways() {
        var event =
                OrderEvents.of(order(7, OrderStatus.PAID, null, "lamp", "desk")).get(0);

        assertThat(event.data().json()).isEqualTo("""
                        {"orderId":7,"total":{"amount":19.90,"currency":"EUR"},"productIds":["lamp","desk"]}""");
    }

    @ParameterizedTest
    @CsvSource({"7, ORDER_PLACED", "7, ORDER_CANCELLED", "8, ORDER_PLACED", "9223372036854775807, ORDER_CANCELLED"})
    void anEventHasTheSameIdWheneverAndWhereverItIsMade(long orderId, String type) {
        var bytes = (type + ":" + orderId).getBytes(StandardCharsets.US_ASCII);

        assertThat(OrderEvents.of(order(orderId, OrderStatus.CANCELLED, CANCELLED, "lamp")))
                .filteredOn(event -> event.type().equals(type))
                .extracting(ActivityEvent::eventId)
                .containsExactly(UUID.nameUUIDFromBytes(bytes));
    }

    @Test
    void theIdsOfPublishedEventsNeverChange() {
        assertThat(OrderEvents.of(order(7, OrderStatus.PAID, null, "lamp"))
                        .get(0)
                        .eventId())
                .hasToString("7fee150e-7647-33b2-9f8d-c65ca1c7f54c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"orderId":7}     | 7
            {"orderId":"7"}   | 7
            {}                | 0
            {"orderId":null}  | 0
            {"orderId":"x"}   | 0
            {"orderId":[7]}   | 0
            """)
    void anEventTellsItsOrderOrNone(String data, long orderId) {
        var event = new ActivityEvent(new UUID(0, 0), 3, "ORDER_PLACED", null, FreeForm.parse(data), PLACED);

        assertThat(OrderEvents.orderId(event)).isEqualTo(orderId);
    }

    private static OrderState order(long id, OrderStatus status, @Nullable Instant cancelledAt, String... productIds) {
        var price = new Money(new BigDecimal("19.90"), "EUR");
        var lines = Arrays.stream(productIds)
                .map(product -> new OrderView.Line(product, product, 1, price, price))
                .toList();
        var payment = new OrderView.PaymentView(8, PaymentStatus.INVOICED, PaymentMethod.INVOICE);
        return new OrderState(
                new OrderView(id, 3, status, lines, price, payment, PLACED, null), 0, cancelledAt, null, false);
    }
}
