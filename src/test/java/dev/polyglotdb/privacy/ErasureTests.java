package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PurchaseGraph;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of somebody, and what they are given before. */
@ShopTest
@SideBySide
@ResourceLock(value = TakingTurns.PAYMENTS, mode = ResourceAccessMode.READ)
class ErasureTests {

    private final Shop shop;
    private final ErasureFixture erasureFixture;
    private final PurchaseGraph purchaseGraph;
    private final JdbcClient jdbc;
    private final Traces traces;

    ErasureTests(Shop shop, ApplicationContext context, PurchaseGraph purchaseGraph) {
        this.shop = shop;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.purchaseGraph = purchaseGraph;
        this.jdbc = erasureFixture.jdbc();
        this.traces = Traces.in(context);
    }

    @Test
    void whatWasGivenUpBeforeDoesNotHoldUpTheErasure() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("3.00"), 1).number("/id");
        jdbc.sql("insert into outbox (order_id, sink, failed) values (:id, 'recommendations', true)")
                .param("id", order)
                .update();
        try {
            assertThat(erasureFixture.erased(ada).text("/stores/neo4j")).isEqualTo("applied");
        } finally {
            jdbc.sql("delete from outbox where order_id = :id and failed")
                    .param("id", order)
                    .update();
        }
    }

    @Test
    void nothingIsLeftButTheNumberInTheBooks() {
        traces.giveStrikingNumbers();
        var name = Shop.unique("Countess");
        var ada = erasureFixture.named(name);
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
        traces.analyze();
        assertThat(traces.of(secret)).isNotEmpty();

        var erasure = erasureFixture.erased(ada);

        assertThat(erasure.number("/userId")).isEqualTo(ada.id());
        var left = traces.find(List.of(ada.id()), ada.email(), name, secret);
        assertThat(left.texts()).isEmpty();
        assertThat(left.users()).contains("orders", "erasures").isSubsetOf(Traces.ALLOWED);
        assertThat(buyers(product)).isEqualTo(1);
        assertThat(shop.admin().get("/orders/" + order).number("/userId")).isEqualTo(ada.id());

        comesBack(order, product, ada);
        assertThat(traces.ofUsers(List.of(ada.id())))
                .contains("orders", "erasures")
                .isSubsetOf(Traces.ALLOWED);
        assertThat(buyers(product)).isEqualTo(1);
    }

    /** Repeats what the outbox had, applies late what a worker had read before, and imports the product. */
    private void comesBack(long order, String product, Person ada) {
        var line = "{\"id\": \"%s\", \"name\": \"N\", \"price\": {\"amount\": 1, \"currency\": \"USD\"}}";
        assertThat(shop.admin()
                        .client()
                        .with("Content-Type", "application/x-ndjson")
                        .send("POST", "/products/import", BodyPublishers.ofString(line.formatted(product)))
                        .number("/updated"))
                .isEqualTo(1);
        jdbc.sql("insert into outbox (order_id, sink) values (:id, 'activity'), (:id, 'recommendations')")
                .param("id", order)
                .update();
        purchaseGraph.apply(List.of(new OrderPurchases(order, 0, ada.id(), Instant.now(), Set.of(product), true)));
        await().atMost(60, SECONDS)
                .until(() -> jdbc.sql("select count(*) from outbox where order_id = :id")
                                .param("id", order)
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void anOrderUnderWayIsRefused() {
        traces.giveStrikingNumbers();
        // On a busy machine, an order may be there before its customer has left.
        var ada = await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .until(this::leavesDuringAnOrder, Optional::isPresent)
                .orElseThrow();

        assertThat(traces.ofUsers(List.of(ada.id()))).isSubsetOf(Traces.ALLOWED).doesNotContain("orders");
    }

    /** @return empty if the order was placed before */
    private Optional<Person> leavesDuringAnOrder() throws Exception {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var order = CompletableFuture.supplyAsync(() -> ada.ordersOnce("k", Person.cardOrder(product, 1, "tok_slow")));
        await().until(() -> jdbc.sql("select count(*) from idempotency where user_id = :id")
                        .param("id", ada.id())
                        .query(Long.class)
                        .single()
                == 1);

        erasureFixture.erased(ada);

        var status = order.get(60, SECONDS).status();
        assertThat(status).isIn(401, 201);
        return status == 401 ? Optional.of(ada) : Optional.empty();
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
