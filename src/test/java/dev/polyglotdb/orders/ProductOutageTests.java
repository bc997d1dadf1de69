package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Stock and related products need other stores than the product itself. Each response names the absent store. */
@ShopTest
@SecondShop
class ProductOutageTests {

    private final Shop shop;
    private final StoreControl stores;

    ProductOutageTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
    }

    @Test
    void withoutPostgresqlTheStockIsUnavailableAndADeletionHasToBeRepeated() {
        var product = shop.productInStock(5);
        shop.admin();

        during(Outage.kill(stores, Engine.POSTGRES), () -> {
            assertUnavailable("postgres", () -> stock(product));
            assertUnavailable("postgres", () -> put(product, 6));
            assertThat(stock(Shop.unique("unknown")).problem()).isEqualTo("not-found");
            assertUnavailable("postgres", () -> delete(product));
        });

        await().until(() -> delete(product).status() != 503);
        assertThat(Shop.patiently(() -> delete(product)).problem()).isEqualTo("not-found");
        Shop.patiently(() -> shop.admin().post("/products", """
                {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}}""".formatted(product)));
        var created = Shop.patiently(() -> stock(product));
        assertThat(created.status()).as(created.toString()).isEqualTo(200);
        assertThat(created.at("/tracked").asBoolean())
                .as("the repeated deletion deleted the stock")
                .isFalse();
    }

    @Test
    void withoutMongodbStockAndRelatedProductsAreUnavailable() {
        var product = shop.productInStock(5);
        shop.admin();

        during(Outage.kill(stores, Engine.MONGODB), () -> {
            assertUnavailable("mongodb", () -> stock(product));
            assertUnavailable("mongodb", () -> put(product, 6));
            assertUnavailable("mongodb", () -> related(product));
        });

        var back = await().until(() -> stock(product), reply -> reply.status() == 200);
        assertThat(back.number("/onHand")).isEqualTo(5);
    }

    @Test
    void withoutNeo4jRelatedProductsAreAnsweredFromMemoryOnly() {
        var tent = shop.product("3.00");
        var stove = shop.product("4.00");
        var ada = shop.customer();
        PatientOrders.place(ada, tent);
        PatientOrders.place(ada, stove);
        var known = await().until(
                        () -> related(tent),
                        reply -> reply.texts("/items", "/productId").equals(List.of(stove)));

        during(Outage.pause(stores, Engine.NEO4J), () -> {
            assertThat(related(tent).body()).isEqualTo(known.body());
            assertUnavailable("neo4j", () -> related(stove));
            assertThat(related(Shop.unique("unknown")).problem()).isEqualTo("not-found");
            // Lasts beyond the time after which it would be read again.
            await().during(Duration.ofSeconds(3)).untilAsserted(() -> {
                var answer = TimedReply.of(() -> related(tent));
                assertThat(answer.reply().body()).isEqualTo(known.body());
                answer.assertInTime();
            });
            assertThat(Shop.patiently(() -> delete(stove)).status()).isIn(204, 404);
            var rest = Shop.patiently(() -> related(tent));
            assertThat(rest.status()).as(rest.toString()).isEqualTo(200);
            assertThat(rest.at("/items").isEmpty()).isTrue();
        });

        var lamp = shop.product("5.00");
        PatientOrders.place(ada, lamp);
        await().untilAsserted(() ->
                assertThat(related(tent).texts("/items", "/productId")).containsExactly(lamp));
    }

    private Reply stock(String product) {
        return shop.anybody().get("/products/" + product + "/stock");
    }

    private Reply put(String product, int onHand) {
        return shop.admin()
                .client()
                .with("Content-Type", "application/json")
                .send(
                        "PUT",
                        "/products/" + product + "/stock",
                        BodyPublishers.ofString("{\"onHand\": " + onHand + "}"));
    }

    private Reply delete(String product) {
        return shop.admin().client().send("DELETE", "/products/" + product, BodyPublishers.noBody());
    }

    private Reply related(String product) {
        return shop.anybody().get("/products/" + product + "/related");
    }

    private static void during(Outage begun, Runnable action) {
        try (var outage = begun) {
            action.run();
        }
    }

    private static void assertUnavailable(String store, Supplier<Reply> request) {
        TimedReply.of(request).assertRefusedInTimeBy(Engine.valueOf(store.toUpperCase(Locale.ROOT)));
    }
}
