package dev.polyglotdb.orders.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.admission.Bulkheads;
import dev.polyglotdb.platform.admission.FullBulkhead;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The payment gateway decides what happens to an order paid by card. */
@ShopTest
class CardPaymentTests {

    private final Shop shop;

    private final CardPayments payments;
    private final JdbcClient jdbc;
    private final Bulkheads bulkheads;
    private final MeterRegistry meters;

    CardPaymentTests(Shop shop, CardPayments payments, JdbcClient jdbc, Bulkheads bulkheads, MeterRegistry meters) {
        this.bulkheads = bulkheads;
        this.meters = meters;
        this.shop = shop;
        this.payments = payments;
        this.jdbc = jdbc;
    }

    @Test
    void anOrderByCardIsCaptured() {
        var order = shop.customer().post("/orders", Person.cardOrder(shop.product("5.00"), 1, "tok_visa"));

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("/payment/status")).isEqualTo("CAPTURED");
        assertThat(order.text("/payment/method")).isEqualTo("card");
    }

    @Test
    void aDeclinedCardKeepsTheOrderAndTakesNothing() {
        var scarce = shop.productInStock(1);
        var ada = shop.customer();

        var declined = ada.post("/orders", Person.cardOrder(scarce, 1, "tok_declined"));

        assertThat(declined.status()).isEqualTo(402);
        assertThat(declined.problem()).isEqualTo("payment-declined");
        var order = ada.get("/orders/" + declined.number("/orderId"));
        assertThat(order.text("/status")).isEqualTo("PAYMENT_FAILED");
        assertThat(order.text("/payment/status")).isEqualTo("DECLINED");
        assertThat(ada.orders(scarce, 1).status()).as("the stock is untouched").isEqualTo(201);
        await().pollDelay(Time.MOMENT)
                .untilAsserted(() -> assertThat(ada.get("/activity").texts("/items", "/type"))
                        .containsExactly("ORDER_PLACED"));
        assertThat(ada.post("/orders/" + declined.number("/orderId") + "/cancel")
                        .problem())
                .isEqualTo("order-state");
    }

    @Test
    void nothingIsStoredIfTheGatewayDoesNotAnswer() {
        var ada = shop.customer();

        var reply = ada.post("/orders", Person.cardOrder(shop.product("1.00"), 1, "tok_error"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("payment-unavailable");
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(ada.get("/orders").at("/items").isEmpty()).isTrue();
    }

    /** The sweep gives a payment up before it tells the gateway, and forgets it only after that. */
    @Test
    void aPaymentThatIsBeingGivenUpIsTakenOverByNoOrder() {
        var payment = payments.authorize(new Money(new BigDecimal("1.00"), "EUR"), "tok_visa");
        var givenUp = jdbc.sql("update payment_attempts set abandoned = true where reference = :reference")
                .param("reference", payment.reference())
                .update();

        assertThat(givenUp).isOne();
        assertThatExceptionOfType(PaymentUnavailableException.class)
                .isThrownBy(() -> payments.takeOver(payment.reference()));
    }

    @Test
    void whoeverFindsNoRoomToWaitForTheGatewayOrdersNothing() {
        var ada = shop.customer();
        var product = shop.product("1.00");
        var before = attempts();
        try (var full = FullBulkhead.of(bulkheads.forGateway())) {
            var refused = ada.post("/orders", Person.cardOrder(product, 1, "tok_visa"));

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("overloaded");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(attempts()).as("payments that were begun").isSubsetOf(before);
            assertThat(ada.orders(product, 1).status())
                    .as("without the gateway")
                    .isEqualTo(201);
        }
        assertThat(ada.post("/orders", Person.cardOrder(product, 1, "tok_visa")).status())
                .isEqualTo(201);
    }

    private List<UUID> attempts() {
        return jdbc.sql("select reference from payment_attempts")
                .query(UUID.class)
                .list();
    }

    /** Otherwise a hundred of them would take all places of PostgreSQL, and others were told that it is overloaded. */
    @Test
    void whoeverWaitsForTheGatewayTakesNoPlaceOfAStore() {
        var ada = shop.customer();
        var order = Person.cardOrder(shop.product("1.00"), 1, "tok_slow");
        var free = meters.get("store.places").tag("store", Store.POSTGRES.id()).gauge();
        var before = attempts();
        try (var slow = Meanwhile.repeat(() -> ada.post("/orders", order))) {
            await().until(() -> !before.containsAll(attempts()) && free.value() == 100);
        }
    }

    @Test
    void aSlowGatewayIsWaitedFor() {
        var order = shop.customer().post("/orders", Person.cardOrder(shop.product("1.00"), 1, "tok_slow"));

        assertThat(order.text("/payment/status")).isEqualTo("CAPTURED");
    }
}
