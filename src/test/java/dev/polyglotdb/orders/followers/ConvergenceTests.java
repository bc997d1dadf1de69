package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.orders.PatientOrders;
import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** An order succeeds while its followers are away, and they catch up once they are back. */
@ShopTest
@SecondShop
class ConvergenceTests {

    private final Shop shop;
    private final StoreControl stores;
    private final ErasureFixture erasureFixture;

    ConvergenceTests(Shop shop, ApplicationContext context, StoreControl stores) {
        this.shop = shop;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.stores = stores;
    }

    @Test
    void anOrderSucceedsWithoutCassandraAndReachesItLater() {
        var product = shop.product("3.00");
        var ada = shop.customer();

        var order = during(Outage.pause(stores, Engine.CASSANDRA), () -> {
            var placed = ada.post("/orders", Person.cardOrder(product, 2, "tok_visa"));
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
            await().untilAsserted(() ->
                    assertThat(projections(ada, placed.number("/id"))).isEqualTo("pending applied"));
            assertUnavailable(ada, "/activity", "cassandra");
            return placed.number("/id");
        });

        await().untilAsserted(() -> assertThat(projections(ada, order)).isEqualTo("applied applied"));
        assertThat(PatientTimelines.of(ada).number("/items/0/data/orderId")).isEqualTo(order);
    }

    @Test
    void anOrderSucceedsWithoutNeo4jAndReachesItLater() {
        var bought = shop.product("3.00");
        var alsoBought = shop.product("4.00");
        var ada = shop.customer();
        var bruno = shop.customer();
        PatientOrders.place(bruno, alsoBought);
        var leaving = shop.customer();
        var last = PatientOrders.place(leaving, bought).number("/id");
        await().untilAsserted(() -> assertThat(projections(leaving, last)).isEqualTo("applied applied"));

        var erasure = during(Outage.pause(stores, Engine.NEO4J), () -> {
            var placed = ada.orders(bought, 1);
            assertThat(placed.status()).isEqualTo(201);
            assertThat(bruno.orders(bought, 1).status()).isEqualTo(201);
            await().untilAsserted(() ->
                    assertThat(projections(ada, placed.number("/id"))).isEqualTo("applied pending"));
            var place = erasureFixture.dismiss(leaving.id()).header("Location").orElseThrow();
            erasureFixture.hurryHere(List.of(leaving.id()));
            await().untilAsserted(() -> assertThat(stores(place)).isEqualTo("applied applied applied pending"));
            return place;
        });

        await().untilAsserted(() -> assertThat(ada.get("/recommend/" + ada.id()).texts("/items", "/productId"))
                .contains(alsoBought));
        await().untilAsserted(() -> assertThat(stores(erasure)).isEqualTo("applied applied applied applied"));
        // It waited in its place, and was not added anew.
        assertThat(erasureFixture
                        .jdbc()
                        .sql("select count(*) from outbox_settled where order_id = -:id and sink = 'erasure-neo4j'")
                        .param("id", shop.admin().get(erasure).number("/id"))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private String stores(String erasure) {
        var reply = shop.admin().get(erasure);
        return Stream.of("postgres", "redis", "cassandra", "neo4j")
                .map(store -> reply.text("/stores/" + store))
                .collect(Collectors.joining(" "));
    }

    @Test
    void withoutMongodbNoOrderCanBePlacedButEarlierOrdersCanBeRead() {
        var product = shop.product("3.00");
        var ada = shop.customer();
        var order = PatientOrders.place(ada, product).number("/id");

        during(Outage.kill(stores, Engine.MONGODB), () -> {
            assertUnavailable(ada, "/products", "mongodb");
            assertThat(ada.orders(product, 1).problem()).isEqualTo("store-unavailable");
            assertThat(ada.get("/orders/" + order).status()).isEqualTo(200);
            return ada.post("/orders/" + order + "/cancel");
        });

        await().until(() -> ada.orders(product, 1).status() == 201);
    }

    @Test
    void withoutRedisSessionsAreUnavailableButSurvive() {
        var ada = shop.customer();

        during(Outage.kill(stores, Engine.REDIS), () -> {
            assertUnavailable(ada, "/users/me", "redis");
            assertThat(ada.get("/products").status()).isEqualTo(200);
            return ada;
        });

        await().until(() -> ada.get("/users/me").status() == 200);
    }

    @Test
    void withoutPostgresqlTheCatalogAndTheTimelinesStayAvailable() {
        var ada = shop.customer();

        during(Outage.kill(stores, Engine.POSTGRES), () -> {
            assertUnavailable(ada, "/users/me", "postgres");
            assertUnavailable(ada, "/orders", "postgres");
            assertThat(ada.get("/products").status()).isEqualTo(200);
            assertThat(ada.get("/activity").status()).isEqualTo(200);
            PatientTimelines.add(ada, "VIEW", "any");
            return ada;
        });

        await().until(() -> ada.get("/users/me").status() == 200);
        assertThat(PatientTimelines.of(ada).texts("/items", "/type")).containsExactly("VIEW");
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
