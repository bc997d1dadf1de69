package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.RecommendService;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of somebody, and what they are given before. */
@ShopTest
class ErasureTests {

    private final Shop shop;
    private final Leaver leaver;
    private final RecommendService recommendations;
    private final JdbcClient jdbc;
    private final Traces traces;

    ErasureTests(
            Shop shop,
            RecommendService recommendations,
            JdbcClient jdbc,
            StringRedisTemplate redis,
            CqlSession cassandra,
            Driver neo4j,
            MongoTemplate mongo) {
        this.shop = shop;
        this.leaver = new Leaver(shop);
        this.recommendations = recommendations;
        this.jdbc = jdbc;
        this.traces = new Traces(jdbc, redis, cassandra, neo4j, mongo);
    }

    @Test
    void whatWasGivenUpBeforeDoesNotHoldUpTheErasure() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("3.00"), 1).number("/id");
        jdbc.sql("insert into outbox (order_id, sink, failed) values (:id, 'recommendations', true)")
                .param("id", order)
                .update();
        try {
            assertThat(leaver.erased(ada).text("/stores/neo4j")).isEqualTo("applied");
        } finally {
            jdbc.sql("delete from outbox where order_id = :id and failed")
                    .param("id", order)
                    .update();
        }
    }

    @Test
    void nothingIsLeftButTheNumberInTheBooks() {
        var name = Shop.unique("Countess");
        var ada = leaver.named(name);
        var product = shop.product("3.00");
        var other = shop.customer();
        other.orders(product, 1);
        var order = ada.ordersOnce("the-key", Person.order(product, 1)).number("/id");
        var cancelled = ada.orders(product, 2).number("/id");
        ada.post("/orders/" + cancelled + "/cancel");
        ada.post("/orders", Person.cardOrder(product, 1, "tok_declined"));
        var secret = Shop.unique("secret");
        ada.post(
                "/activity",
                "[{\"type\": \"VIEW\", \"productId\": \"%1$s\", \"data\": {\"note\": \"%2$s\"}}]"
                        .formatted(product, secret));
        ada.post("/activity", """
                {"type": "WISH", "productId": "%s", "data": {"note": "%s"}, "eventId": "%s", "occurredAt": "%s"}""".formatted(
                        product, secret, UUID.randomUUID(), Instant.now().minusSeconds(86_400 * 3)));
        shop.anybody().post("/auth/login", "{\"email\": \"%s\", \"password\": \"wrong one\"}".formatted(ada.email()));
        await().atMost(60, SECONDS).until(() -> buyers(product) == 2);
        assertThat(traces.of(secret)).isNotEmpty();

        var erasure = leaver.erased(ada);

        assertThat(erasure.number("/userId")).isEqualTo(ada.id());
        assertThat(traces.of(ada.email(), name, secret)).isEmpty();
        assertThat(traces.ofUser(ada.id())).containsExactlyInAnyOrder("orders", "erasures");
        assertThat(buyers(product)).isEqualTo(1);
        assertThat(shop.admin().get("/orders/" + order).number("/userId")).isEqualTo(ada.id());

        comesBack(order, product, ada);
        assertThat(traces.ofUser(ada.id())).containsExactlyInAnyOrder("orders", "erasures");
        assertThat(buyers(product)).isEqualTo(1);
    }

    /** Repeats what was promised before, and what a worker had read before and applies late. */
    private void comesBack(long order, String product, Person ada) {
        jdbc.sql("insert into outbox (order_id, sink) values (:id, 'activity'), (:id, 'recommendations')")
                .param("id", order)
                .update();
        recommendations.apply(List.of(new OrderPurchases(order, 0, ada.id(), Instant.now(), Set.of(product), true)));
        await().atMost(60, SECONDS)
                .until(() -> jdbc.sql("select count(*) from outbox where order_id = :id")
                                .param("id", order)
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void anOrderUnderWayIsRefused() throws Exception {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var order = CompletableFuture.supplyAsync(() -> ada.ordersOnce("k", Person.cardOrder(product, 1, "tok_slow")));
        await().atMost(60, SECONDS)
                .until(() -> jdbc.sql("select count(*) from idempotency where user_id = :id")
                                .param("id", ada.id())
                                .query(Long.class)
                                .single()
                        == 1);

        leaver.erased(ada);

        assertThat(order.get(60, SECONDS).status()).isEqualTo(401);
        assertThat(traces.ofUser(ada.id())).containsExactly("erasures");
    }

    @Test
    void theExportHasWhatEachStoreHolds() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var order = ada.ordersOnce("the-key", Person.order(product, 1)).number("/id");
        for (var batch = 0; batch < 3; batch++) {
            ada.post("/activity", "[" + "{\"type\": \"VIEW\"},".repeat(99) + "{\"type\": \"LAST\"}]");
        }
        await().atMost(60, SECONDS).until(() -> buyers(product) == 1);
        await().atMost(60, SECONDS)
                .until(() -> ada.get("/activity?type=ORDER_PLACED").at("/items").size() == 1);

        var export = ada.get("/users/me/export");

        assertThat(export.status()).isEqualTo(200);
        assertThat(export.text("/user/email")).isEqualTo(ada.email());
        assertThat(export.at("/sessions")).hasSize(1);
        assertThat(export.number("/orders/0/id")).isEqualTo(order);
        assertThat(export.text("/idempotencyKeys/0/key")).isEqualTo("the-key");
        assertThat(export.at("/activity")).hasSize(301);
        assertThat(export.number("/purchases/0/orderId")).isEqualTo(order);
        assertThat(export.body().toString()).doesNotContain(ada.token(), "bcrypt");
    }

    private long buyers(String product) {
        try (var session = traces.neo4j().session()) {
            return session
                    .run("MATCH (product:Product {id: $id}) RETURN product.buyers", Map.of("id", product))
                    .list()
                    .stream()
                    .mapToLong(row -> row.get(0).asLong())
                    .findFirst()
                    .orElse(0);
        }
    }
}
