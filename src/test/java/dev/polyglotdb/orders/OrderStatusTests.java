package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import org.junit.jupiter.api.Test;

/** What can happen to a paid order: it is shipped and delivered, or cancelled. */
@ShopTest
class OrderStatusTests {

    private final Shop shop;

    OrderStatusTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void onlyAnAdministratorShips() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("1.00"), 1).number("/id");

        assertThat(ada.post("/orders/" + order + "/ship").problem()).isEqualTo("forbidden");
        assertThat(shop.admin().post("/orders/" + order + "/ship").text("/status"))
                .isEqualTo("SHIPPED");
    }

    @Test
    void anOrderGoesFromPaidToShippedToDeliveredAndNoOtherWay() {
        var order = "/orders/" + shop.customer().orders(shop.product("1.00"), 1).number("/id");
        var admin = shop.admin();

        assertThat(admin.post(order + "/deliver").problem()).isEqualTo("order-state");
        assertThat(admin.post(order + "/ship").text("/status")).isEqualTo("SHIPPED");
        assertThat(admin.post(order + "/ship").status()).isEqualTo(409);
        assertThat(admin.post(order + "/cancel").problem()).isEqualTo("order-state");
        assertThat(admin.post(order + "/deliver").text("/status")).isEqualTo("DELIVERED");
        assertThat(admin.post(order + "/deliver").status()).isEqualTo(409);
    }

    @Test
    void cancellingReturnsMoneyAndStockAndASecondCancellationGetsTheSameAnswer() {
        var scarce = shop.productInStock(2);
        var ada = shop.customer();
        var order = ada.post("/orders", Person.cardOrder(scarce, 2, "tok_visa"));
        assertThat(ada.orders(scarce, 1).problem()).isEqualTo("out-of-stock");

        var cancelled = ada.post("/orders/" + order.number("/id") + "/cancel");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.text("/payment/status")).isEqualTo("REFUNDED");
        assertThat(ada.post("/orders/" + order.number("/id") + "/cancel").at("/payment"))
                .isEqualTo(cancelled.at("/payment"));
        assertThat(ada.orders(scarce, 2).status()).isEqualTo(201);
        assertThat(ada.orders(scarce, 1).problem()).isEqualTo("out-of-stock");
        await().pollDelay(Time.MOMENT)
                .untilAsserted(() -> assertThat(
                                ada.get("/activity?type=ORDER_CANCELLED").texts("/items", "/type"))
                        .containsExactly("ORDER_CANCELLED"));
    }

    @Test
    void aCancelledInvoiceIsVoided() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("1.00"), 1).number("/id");

        assertThat(ada.post("/orders/" + order + "/cancel").text("/payment/status"))
                .isEqualTo("VOIDED");
    }
}
