package dev.polyglotdb.orders.payments;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;

/** The payment gateway decides what happens to an order paid by card. */
@ShopTest
class CardPaymentTests {

    private final Shop shop;

    CardPaymentTests(Shop shop) {
        this.shop = shop;
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
        await().atMost(10, SECONDS)
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

    @Test
    void aSlowGatewayIsWaitedFor() {
        var order = shop.customer().post("/orders", Person.cardOrder(shop.product("1.00"), 1, "tok_slow"));

        assertThat(order.text("/payment/status")).isEqualTo("CAPTURED");
    }
}
