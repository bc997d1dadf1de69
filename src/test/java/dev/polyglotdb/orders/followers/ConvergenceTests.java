package dev.polyglotdb.orders.followers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An order succeeds while its followers are away, and they catch up once they are back. */
@ShopTest
@SecondShop
class ConvergenceTests {

    private final Shop shop;
    private final StoreControl stores;

    ConvergenceTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
    }

    @Test
    void anOrderSucceedsWithoutCassandraAndReachesItLater() {
        var product = shop.product("3.00");
        var ada = shop.customer();

        var order = during(Outage.pause(stores, Engine.CASSANDRA), () -> {
            var placed = ada.post("/orders", Person.cardOrder(product, 2, "tok_visa"));
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
            await().atMost(10, SECONDS)
                    .untilAsserted(() ->
                            assertThat(projections(ada, placed.number("/id"))).isEqualTo("pending applied"));
            assertUnavailable(ada, "/activity", "cassandra");
            return placed.number("/id");
        });

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(projections(ada, order)).isEqualTo("applied applied"));
        assertThat(ada.get("/activity").number("/items/0/data/orderId")).isEqualTo(order);
    }

    @Test
    void anOrderSucceedsWithoutNeo4jAndReachesItLater() {
        var bought = shop.product("3.00");
        var alsoBought = shop.product("4.00");
        var ada = shop.customer();
        var bruno = shop.customer();
        bruno.orders(alsoBought, 1);

        during(Outage.kill(stores, Engine.NEO4J), () -> {
            var placed = ada.orders(bought, 1);
            assertThat(placed.status()).isEqualTo(201);
            assertThat(bruno.orders(bought, 1).status()).isEqualTo(201);
            await().atMost(10, SECONDS)
                    .untilAsserted(() ->
                            assertThat(projections(ada, placed.number("/id"))).isEqualTo("applied pending"));
            return placed;
        });

        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(ada.get("/recommend/" + ada.id()).texts("/items", "/productId"))
                                .contains(alsoBought));
    }

    @Test
    void withoutMongodbNoOrderCanBePlacedButEarlierOrdersCanBeRead() {
        var product = shop.product("3.00");
        var ada = shop.customer();
        var order = ada.orders(product, 1).number("/id");

        during(Outage.kill(stores, Engine.MONGODB), () -> {
            assertUnavailable(ada, "/products", "mongodb");
            assertThat(ada.orders(product, 1).problem()).isEqualTo("store-unavailable");
            assertThat(ada.get("/orders/" + order).status()).isEqualTo(200);
            return ada.post("/orders/" + order + "/cancel");
        });

        await().atMost(10, SECONDS).until(() -> ada.orders(product, 1).status() == 201);
    }

    @Test
    void withoutRedisSessionsAreUnavailableButSurvive() {
        var ada = shop.customer();

        during(Outage.kill(stores, Engine.REDIS), () -> {
            assertUnavailable(ada, "/users/me", "redis");
            assertThat(ada.get("/products").status()).isEqualTo(200);
            return ada;
        });

        await().atMost(10, SECONDS).until(() -> ada.get("/users/me").status() == 200);
    }

    @Test
    void withoutPostgresqlTheCatalogAndTheTimelinesStayAvailable() {
        var ada = shop.customer();

        during(Outage.kill(stores, Engine.POSTGRES), () -> {
            assertUnavailable(ada, "/users/me", "postgres");
            assertUnavailable(ada, "/orders", "postgres");
            assertThat(ada.get("/products").status()).isEqualTo(200);
            assertThat(ada.get("/activity").status()).isEqualTo(200);
            return ada.post("/activity", "{\"type\": \"VIEW\"}");
        });

        await().atMost(10, SECONDS).until(() -> ada.get("/users/me").status() == 200);
        assertThat(ada.get("/activity").texts("/items", "/type")).containsExactly("VIEW");
    }

    private static <T> T during(Outage begun, Supplier<T> action) {
        try (var outage = begun) {
            return action.get();
        }
    }

    private static void assertUnavailable(Person person, String path, String store) {
        TimedReply.of(() -> person.get(path)).assertRefusedInTimeBy(Engine.valueOf(store.toUpperCase(Locale.ROOT)));
    }

    private static String projections(Person person, long order) {
        var reply = person.get("/orders/" + order);
        return reply.text("/projections/activity") + " " + reply.text("/projections/recommendations");
    }
}
