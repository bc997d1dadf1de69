package dev.polyglotdb.orders;

import static dev.polyglotdb.orders.SampleOrders.LATER;
import static dev.polyglotdb.orders.SampleOrders.NOW;
import static dev.polyglotdb.orders.SampleOrders.basket;
import static dev.polyglotdb.orders.SampleOrders.cardOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.util.ReflectionTestUtils;

@Tag("fast")
class OrderTests {

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

    /** The version counts what was saved; the store raises it. */
    @ParameterizedTest
    @EnumSource
    void noChangeTouchesTheVersion(OrderStatus status) {
        assertThat(ReflectionTestUtils.getField(cardOrder(status), "version")).isEqualTo(0L);
    }

    @Test
    void anOrderThatWasNotSavedHasNoId() {
        assertThatNullPointerException()
                .isThrownBy(() -> Order.onInvoice(3, basket("EUR", "1"), NOW).id());
    }
}
