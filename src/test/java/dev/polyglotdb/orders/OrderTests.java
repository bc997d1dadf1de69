package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.util.ReflectionTestUtils;

@Tag("fast")
class OrderTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final UUID REFERENCE = new UUID(1, 2);

    private enum Change {
        CANCEL,
        SHIP,
        DELIVER;

        void applyTo(Order order) {
            switch (this) {
                case CANCEL -> order.cancel(LATER);
                case SHIP -> order.ship();
                case DELIVER -> order.deliver();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, CANCEL, CANCELLED",
        "PAID, SHIP, SHIPPED",
        "SHIPPED, DELIVER, DELIVERED",
        "CANCELLED, CANCEL, CANCELLED"
    })
    void anOrderGoesItsWay(OrderStatus status, Change change, OrderStatus next) {
        var order = cardOrder(status);

        change.applyTo(order);

        assertThat(order.view().status()).isEqualTo(next);
    }

    /** Its timeline begins with its beginning, whichever instances have placed and cancelled it. */
    @Test
    void anOrderIsNotCancelledBeforeItWasPlacedHoweverLateAClockIs() {
        var order = cardOrder(OrderStatus.PAID);

        order.cancel(NOW.minusSeconds(600));

        assertThat(ReflectionTestUtils.getField(order, "cancelledAt")).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, DELIVER, DELIVERED",
        "SHIPPED, CANCEL, CANCELLED",
        "SHIPPED, SHIP, SHIPPED",
        "DELIVERED, CANCEL, CANCELLED",
        "DELIVERED, SHIP, SHIPPED",
        "DELIVERED, DELIVER, DELIVERED",
        "CANCELLED, SHIP, SHIPPED",
        "CANCELLED, DELIVER, DELIVERED",
        "PAYMENT_FAILED, CANCEL, CANCELLED",
        "PAYMENT_FAILED, SHIP, SHIPPED",
        "PAYMENT_FAILED, DELIVER, DELIVERED"
    })
    void anyOtherChangeIsRefusedAndLeavesTheOrderAsItWas(OrderStatus status, Change change, OrderStatus wanted) {
        var order = cardOrder(status);
        var before = order.view();

        assertThatExceptionOfType(OrderStateException.class)
                .isThrownBy(() -> change.applyTo(order))
                .satisfies(refusal -> {
                    assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
                    assertThat(refusal.getBody().getType()).hasToString("/problems/order-state");
                    assertThat(refusal.getBody().getDetail())
                            .contains(status.toString())
                            .contains(wanted.toString());
                });

        assertThat(order.view()).isEqualTo(before);
    }

    @Test
    void theFirstCancellationGivesTheMoneyBackAndASecondChangesNothing() {
        var order = cardOrder(OrderStatus.PAID);

        assertThat(order.cancel(LATER)).isTrue();
        var cancelled = order.view();
        assertThat(order.cancel(LATER.plusSeconds(1))).isFalse();

        assertThat(order.view()).isEqualTo(cancelled);
        assertThat(ReflectionTestUtils.getField(order, "cancelledAt")).isEqualTo(LATER);
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, CAPTURED",
        "SHIPPED, CAPTURED",
        "DELIVERED, CAPTURED",
        "CANCELLED, REFUNDED",
        "PAYMENT_FAILED, DECLINED"
    })
    void aCardPaymentFollowsTheOrder(OrderStatus status, PaymentStatus payment) {
        assertThat(cardOrder(status).view().payment())
                .isEqualTo(new OrderView.PaymentView(8, payment, PaymentMethod.CARD));
    }

    @ParameterizedTest
    @CsvSource({"PAID, INVOICED", "SHIPPED, INVOICED", "DELIVERED, INVOICED", "CANCELLED, VOIDED"})
    void anInvoiceFollowsTheOrder(OrderStatus status, PaymentStatus payment) {
        assertThat(in(status, saved(Order.onInvoice(3, basket("EUR", "19.99"), NOW)))
                        .view()
                        .payment())
                .isEqualTo(new OrderView.PaymentView(8, payment, PaymentMethod.INVOICE));
    }

    /** The version counts what was saved; the store raises it. */
    @ParameterizedTest
    @EnumSource
    void noChangeTouchesTheVersion(OrderStatus status) {
        assertThat(ReflectionTestUtils.getField(cardOrder(status), "version")).isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"EUR, 5, 5.00, 15.00", "JPY, 500, 500, 1500", "KWD, 1.5, 1.500, 4.500", "EUR, 0, 0.00, 0.00"})
    void amountsAreShownWithTheDecimalsOfTheirCurrency(String currency, String price, String unit, String total) {
        var view = saved(Order.onInvoice(3, basket(currency, price), NOW)).view();

        assertThat(view.total()).isEqualTo(new Money(new BigDecimal(total), currency));
        assertThat(view.items())
                .containsExactly(new OrderView.Line(
                        "lamp",
                        "Desk lamp",
                        3,
                        new Money(new BigDecimal(unit), currency),
                        new Money(new BigDecimal(total), currency)));
    }

    @Test
    void theViewTellsWhoOrderedWhenAndNothingOfTheOtherStores() {
        var view = cardOrder(OrderStatus.PAID).view();

        assertThat(view.id()).isEqualTo(7);
        assertThat(view.userId()).isEqualTo(3);
        assertThat(view.createdAt()).isEqualTo(NOW);
        assertThat(view.projections()).isNull();
        assertThat(view.productIds()).containsExactly("lamp");
    }

    @Test
    void anOrderThatWasNotSavedHasNoId() {
        assertThatNullPointerException()
                .isThrownBy(() -> Order.onInvoice(3, basket("EUR", "1"), NOW).id());
    }

    private static Order cardOrder(OrderStatus status) {
        return in(
                status,
                saved(
                        status == OrderStatus.PAYMENT_FAILED
                                ? Order.declined(3, basket("EUR", "19.99"), NOW)
                                : Order.paidByCard(3, basket("EUR", "19.99"), NOW, REFERENCE)));
    }

    private static Order in(OrderStatus status, Order order) {
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
    private static Order saved(Order order) {
        ReflectionTestUtils.setField(order, "id", 7L);
        var payment = Objects.requireNonNull(ReflectionTestUtils.getField(order, "payment"));
        ReflectionTestUtils.setField(payment, "id", 8L);
        return order;
    }

    private static PricedItems basket(String currency, String price) {
        var item = new OrderItem("lamp", "Desk lamp", 3, new BigDecimal(price));
        return new PricedItems(List.of(item), item.lineTotal(currency));
    }
}
