package dev.polyglotdb.orders;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.fixture.Person;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class OrderTests {

    private final Shop shop;

    OrderTests(Shop shop) {
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
    void anOrderByCardIsCaptured() {
        var order = shop.customer().post("/orders", Person.cardOrder(shop.product("5.00"), 1, "tok_visa"));

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("/payment/status")).isEqualTo("CAPTURED");
        assertThat(order.text("/payment/method")).isEqualTo("card");
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

        await().atMost(10, SECONDS).untilAsserted(() -> {
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
    void theOrderKeepsTheNameAndThePriceOfItsMoment() {
        var lamp = shop.product("19.90");
        var ada = shop.customer();
        var order = ada.orders(lamp, 1);

        var later = ada.get("/orders/" + order.number("/id"));

        assertThat(later.at("/items")).isEqualTo(order.at("/items"));
        assertThat(later.at("/total")).isEqualTo(order.at("/total"));
        assertThat(later.at("/payment")).isEqualTo(order.at("/payment"));
        assertThat(later.text("/createdAt")).isEqualTo(order.text("/createdAt"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                        | #/items
            {"items": []}                                                                             | #/items
            {"items": null, "payment": {}}                                                            | #/items #/payment/method
            {"items": [null]}                                                                         | #/items/0
            {"items": [{}]}                                                                           | #/items/0/productId #/items/0/quantity
            {"items": [{"productId": "a/b", "quantity": 0}]}                                          | #/items/0/productId #/items/0/quantity
            {"items": [{"productId": "a", "quantity": 1001}, {"productId": 5, "quantity": "1"}]}      | #/items/0/quantity #/items/1/productId #/items/1/quantity
            {"items": [{"productId": "a", "quantity": 1.5}]}                                          | #/items/0/quantity
            {"items": [{"productId": "a", "quantity": 99999999999999999999}]}                         | #/items/0/quantity
            {"items": [{"productId": "a", "quantity": 1}, {"productId": "a", "quantity": 2}]}         | #/items/1/productId
            {"items": [{"productId": "a", "quantity": 1, "price": 0}], "total": 0}                    | #/items/0/price #/total
            {"items": [{"productId": "a", "quantity": 1}], "payment": {"method": "card"}}             | #/payment/token
            {"items": [{"productId": "a", "quantity": 1}], "payment": {"method": "card", "token": ""}}| #/payment/token
            {"items": [{"productId": "a", "quantity": 1}], "payment": {"method": "cash"}}             | #/payment/method
            {"items": [{"productId": "a", "quantity": 1}], "payment": "card"}                         | #/payment
            """)
    void everyBadFieldIsNamed(String body, String pointers) {
        var reply = shop.customer().post("/orders", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void anOrderMayHave100ItemsAndNotMore() {
        var products = new ArrayList<String>();
        for (int i = 0; i < 101; i++) {
            products.add("{\"productId\": \"unknown-%d\", \"quantity\": 1}".formatted(i));
        }

        assertThat(shop.customer()
                        .post("/orders", "{\"items\": " + products + "}")
                        .invalid())
                .containsExactly("#/items");
        assertThat(shop.customer()
                        .post("/orders", "{\"items\": " + products.subList(0, 100) + "}")
                        .problem())
                .isEqualTo("unknown-product");
    }

    @Test
    void productsThatDoNotExistAreNamed() {
        var lamp = shop.product("1.00");

        var reply = shop.customer()
                .post("/orders", "{\"items\": [%s, %s, %s]}".formatted(item("nix"), item(lamp), item("nada")));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("unknown-product");
        assertThat(reply.texts("/productIds", "")).containsExactly("nix", "nada");
    }

    @Test
    void pricesInTwoCurrenciesMakeNoTotal() {
        var reply = shop.customer()
                .post(
                        "/orders",
                        "{\"items\": [%s, %s]}"
                                .formatted(item(shop.product("1.00", "USD")), item(shop.product("1.00", "EUR"))));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("mixed-currencies");
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
    void aGatewayThatGivesNoAnswerKeepsNothing() {
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

    @Test
    void ordersAreListedNewestFirstWithoutGapOrDuplicate() {
        var lamp = shop.product("1.00");
        var ada = shop.customer();
        var placed = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            placed.add(0, ada.orders(lamp, 1).number("/id"));
        }

        var listed = new ArrayList<Long>();
        var page = ada.get("/orders?limit=2");
        while (true) {
            page.at("/items").forEach(order -> listed.add(order.at("/id").asLong()));
            if (page.at("/nextCursor").isNull()) {
                break;
            }
            page = ada.get("/orders?limit=2&cursor=" + page.text("/nextCursor"));
        }

        assertThat(listed).isEqualTo(placed);
    }

    @Test
    void somebodyElsesOrderIsAsAbsentAsOneThatIsNot() {
        var order = shop.customer().orders(shop.product("1.00"), 1).number("/id");
        var bruno = shop.customer();

        assertThat(bruno.get("/orders/" + order).problem()).isEqualTo("not-found");
        assertThat(bruno.post("/orders/" + order + "/cancel").problem()).isEqualTo("not-found");
        assertThat(bruno.get("/orders/999999999").http().body().replace("999999999", ""))
                .isEqualTo(bruno.get("/orders/" + order).http().body().replace(String.valueOf(order), ""));
        assertThat(shop.admin().get("/orders/" + order).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/1"})
    void ordersNeedASession(String path) {
        assertThat(shop.anybody().get(path).status()).isEqualTo(401);
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
    void cancellingGivesBackMoneyAndStockAndIsAnsweredTheSameTwice() {
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
        await().atMost(10, SECONDS)
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

    private static String item(String productId) {
        return "{\"productId\": \"%s\", \"quantity\": 1}".formatted(productId);
    }
}
