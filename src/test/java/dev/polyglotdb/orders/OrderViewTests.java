package dev.polyglotdb.orders;

import static dev.polyglotdb.orders.SampleOrders.NOW;
import static dev.polyglotdb.orders.SampleOrders.basket;
import static dev.polyglotdb.orders.SampleOrders.cardOrder;
import static dev.polyglotdb.orders.SampleOrders.in;
import static dev.polyglotdb.orders.SampleOrders.saved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see of an order and its payment. */
@Tag("fast")
class OrderViewTests {

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
}
