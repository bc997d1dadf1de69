package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** A placed order is paid, keeps its names and prices, and reaches its followers. */
@ShopTest
class PlacedOrderTests {

    private final Shop shop;

    PlacedOrderTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void anOrderOnInvoiceIsPaidAndInvoiced() {
        var lamp = shop.product("19.90");
        var ada = shop.customer();

        var order = ada.orders(lamp, 3);

        assertThat(order.status()).as(order.toString()).isEqualTo(201);
        assertThat(order.header("Location")).hasValue("/orders/" + order.number("/id"));
        assertThat(order.number("/userId")).isEqualTo(ada.id());
        assertThat(order.text("/status")).isEqualTo("PAID");
        assertThat(order.text("/items/0/productId")).isEqualTo(lamp);
        assertThat(order.text("/items/0/name")).isEqualTo("Product " + lamp);
        assertThat(order.number("/items/0/quantity")).isEqualTo(3);
        assertThat(order.http().body())
                .contains("\"unitPrice\":{\"amount\":19.90,\"currency\":\"USD\"}")
                .contains("\"lineTotal\":{\"amount\":59.70,\"currency\":\"USD\"}")
                .contains("\"total\":{\"amount\":59.70,\"currency\":\"USD\"}");
        assertThat(order.text("/payment/status")).isEqualTo("INVOICED");
        assertThat(order.text("/payment/method")).isEqualTo("invoice");
        assertThat(order.number("/payment/id")).isPositive();
    }

    @Test
    void anOrderReachesItsUsersTimelineAndTheRecommendationsOfOthers() {
        var bought = shop.product("5.00");
        var alsoBought = shop.product("7.00");
        var ada = shop.customer();
        var bruno = shop.customer();
        bruno.orders(bought, 1);
        bruno.orders(alsoBought, 1);

        var order = ada.orders(bought, 1);

        await().pollDelay(Time.MOMENT).untilAsserted(() -> {
            var timeline = ada.get("/activity");
            assertThat(timeline.texts("/items", "/type")).containsExactly("ORDER_PLACED");
            assertThat(timeline.number("/items/0/data/orderId")).isEqualTo(order.number("/id"));
            assertThat(timeline.at("/items/0/data").propertyNames()).containsExactly("orderId", "total", "productIds");
            assertThat(timeline.text("/items/0/data/productIds/0")).isEqualTo(bought);
            var recommendations = ada.get("/recommend/" + ada.id());
            assertThat(recommendations.text("/strategy")).isEqualTo("personal");
            assertThat(recommendations.text("/items/0/productId")).isEqualTo(alsoBought);
            assertThat(recommendations.text("/items/0/because/0")).isEqualTo(bought);
            var projections = ada.get("/orders/" + order.number("/id"));
            assertThat(projections.text("/projections/activity")).isEqualTo("applied");
            assertThat(projections.text("/projections/recommendations")).isEqualTo("applied");
        });
    }

    @Test
    void theOrderKeepsTheNameAndThePriceAtTheTimeItWasPlaced() {
        var lamp = shop.product("19.90");
        var ada = shop.customer();
        var order = ada.orders(lamp, 1);
        var changed = shop.admin()
                .client()
                .with("Content-Type", "application/merge-patch+json")
                .send("PATCH", "/products/" + lamp, BodyPublishers.ofString("""
                        {"name": "Another name", "price": {"amount": 29.90, "currency": "USD"}}"""));
        assertThat(changed.text("/name")).isEqualTo("Another name");

        var later = ada.get("/orders/" + order.number("/id"));

        assertThat(ada.orders(lamp, 1).text("/items/0/name")).isEqualTo("Another name");
        assertThat(later.text("/items/0/name")).isEqualTo("Product " + lamp);
        assertThat(later.at("/items")).isEqualTo(order.at("/items"));
        assertThat(later.at("/total")).isEqualTo(order.at("/total"));
        assertThat(later.at("/payment")).isEqualTo(order.at("/payment"));
        assertThat(later.text("/createdAt")).isEqualTo(order.text("/createdAt"));
    }
}
