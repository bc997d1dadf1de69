package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The way of an order through five stores. */
@ShopTest
class OrderTraceTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Shop shop;
    private final JdbcClient jdbc;
    private final Person ada;
    private final String product;

    OrderTraceTests(Shop shop, JdbcClient jdbc) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.ada = shop.customer();
        this.product = shop.productInStock(5);
    }

    @Test
    void eachStepOfAnOrderIsToldWithItsStoreAndItsTime() {
        var order = place(Person.cardOrder(product, 2, "tok_visa"), "a-key");

        var trace = completed(order);

        assertThat(trace.texts("/steps", "/name"))
                .startsWith("key", "catalog", "payment", "transaction")
                .containsExactlyInAnyOrder(
                        "key", "catalog", "payment", "transaction", "activity", "recommendations", "payments");
        assertThat(trace.texts("/steps", "/store"))
                .containsExactlyInAnyOrder(
                        "postgres", "mongodb", "gateway", "postgres", "cassandra", "neo4j", "gateway");
        assertThat(trace.texts("/steps", "/operation")).containsOnly("place");
        assertThat(trace.texts("/steps", "/id")).doesNotHaveDuplicates();
        assertThat(trace.at("/steps/0/startMs").asDouble()).isZero();
        assertThat(trace.at("/steps").valueStream()).allSatisfy(step -> {
            assertThat(step.at("/durationMs").decimalValue()).isPositive();
            assertThat(step.at("/startMs").decimalValue()).isNotNegative();
        });
        assertThat(trace.at("/waiting").isEmpty()).isTrue();
    }

    @Test
    void fiveStoresShowTheSameOrder() {
        shop.anybody().get("/products/" + product);
        var order = place(Person.order(product, 2), null);

        var stores = completed(order).at("/stores");

        assertThat(stores.at("/postgres/order/status").asString()).isEqualTo("PAID");
        assertThat(stores.at("/postgres/items/0/quantity").asInt()).isEqualTo(2);
        assertThat(stores.at("/postgres/payment/status").asString()).isEqualTo("INVOICED");
        assertThat(stores.at("/postgres/stockTakings/0/quantity").asInt()).isEqualTo(2);
        assertThat(stores.at("/postgres/outbox").isEmpty()).isTrue();
        assertThat(stores.at("/mongodb/documents/0/document/_id").asString()).isEqualTo(product);
        assertThat(stores.at("/redis/copies/0/copy/id").asString()).isEqualTo(product);
        assertThat(stores.at("/redis/copies/0/ttlMs").asLong()).isPositive();
        assertThat(stores.at("/cassandra/partitions")
                        .valueStream()
                        .map(part -> part.at("/table").asString()))
                .containsExactlyInAnyOrder("activity_by_user", "activity_by_product");
        assertThat(stores.at("/cassandra/partitions").valueStream())
                .allSatisfy(
                        part -> assertThat(part.at("/rows/0/type").asString()).isEqualTo("ORDER_PLACED"));
        assertThat(stores.at("/neo4j/edges/0/productId").asString()).isEqualTo(product);
        assertThat(stores.at("/neo4j/order/version").asLong()).isZero();
    }

    @Test
    void cancellingIsAnOperationOfItsOwnAndDoingItTwiceLeavesNothingTwice() {
        var order = place(Person.order(product, 1), null);
        completed(order);
        ada.post(order + "/cancel");
        ada.post(order + "/cancel");

        var trace = await().atMost(SOON)
                .until(
                        () -> completed(order),
                        reply -> reply.at("/steps")
                                        .valueStream()
                                        .filter(OrderTraceTests::isOfCancel)
                                        .count()
                                >= 3);

        assertThat(trace.at("/steps")
                        .valueStream()
                        .filter(OrderTraceTests::isOfCancel)
                        .map(step -> step.at("/name").asString()))
                .containsExactlyInAnyOrder("transaction", "activity", "recommendations");
        assertThat(trace.at("/stores/neo4j/edges").isEmpty()).isTrue();
        assertThat(trace.at("/stores/neo4j/order/version").asLong()).isOne();
        assertThat(trace.at("/stores/postgres/stockTakings").isEmpty()).isTrue();
    }

    private static boolean isOfCancel(JsonNode step) {
        return step.at("/operation").asString().equals("cancel");
    }

    @Test
    void repeatingAnOrderUnderItsKeyAddsNoStep() {
        var order = place(Person.order(product, 1), "same");
        var before = completed(order).texts("/steps", "/id");

        assertThat(place(Person.order(product, 1), "same")).isEqualTo(order);

        assertThat(completed(order).texts("/steps", "/id")).isEqualTo(before);
    }

    @Test
    void anOrderWhosePaymentWasDeclinedHasItsOwnStepsOnly() {
        var declined = ada.post("/orders", Person.cardOrder(product, 1, "tok_declined"));
        var order = "/orders/" + declined.number("/orderId");

        var trace = await().atMost(SOON)
                .until(
                        () -> ada.get(order + "/trace"),
                        reply -> !reply.at("/steps").isEmpty());

        assertThat(trace.texts("/steps", "/name")).containsExactly("catalog", "payment", "transaction");
        assertThat(trace.at("/complete").asBoolean()).isTrue();
        assertThat(trace.at("/stores/cassandra/partitions").isEmpty()).isTrue();
    }

    @Test
    void theStreamTellsWhatTheTraceTellsAndEndsWhenAllIsApplied() {
        var order = place(Person.order(product, 1), null);

        var stream = EventStream.of(ada.client(), order);

        assertThat(stream.reply().header("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(stream.reply().header("Cache-Control")).hasValue("no-store");
        assertThat(stream.end()).isEqualTo("end applied");
        assertThat(stream.steps().map(step -> step.at("/id").asString()))
                .containsExactlyInAnyOrderElementsOf(completed(order).texts("/steps", "/id"));
        assertThat(stream.names()).contains("catalog", "transaction", "activity", "recommendations");
    }

    @Test
    void whoGoesOnAfterTheLastEventGetsWhatCameSinceAndNothingTwice() {
        var order = place(Person.order(product, 1), null);
        var first = EventStream.of(ada.client(), order);
        ada.post(order + "/cancel");

        var second = EventStream.of(ada.client().with("Last-Event-ID", first.lastId()), order);

        assertThat(second.steps().map(step -> step.at("/operation").asString()))
                .hasSize(3)
                .containsOnly("cancel");
        assertThat(EventStream.of(ada.client().with("Last-Event-ID", second.lastId()), order)
                        .names())
                .isEmpty();
    }

    @Test
    void otherPeoplesOrdersHaveNoTraceAndAdministratorsSeeThemAll() {
        var order = place(Person.order(product, 1), null);
        var grace = shop.customer().client();

        for (var path : List.of(order + "/trace", order + "/events", "/orders/4000000000000000000/trace")) {
            assertThat(grace.get(path).problem()).isEqualTo("not-found");
        }
        assertThat(shop.admin().get(order + "/trace").status()).isEqualTo(200);
        assertThat(EventStream.of(shop.admin().client(), order).end()).isEqualTo("end applied");
    }

    @Test
    void aHeadOfAStreamOpensNone() {
        var order = place(Person.order(product, 1), null);

        var head = send("HEAD", ada.client(), order + "/events");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.http().body()).isEmpty();
        assertThat(ada.client()
                        .with("Accept", "application/json")
                        .get(order + "/events")
                        .problem())
                .isEqualTo("not-acceptable");
    }

    private static Reply send(String method, Client client, String path) {
        return client.send(method, path, BodyPublishers.noBody());
    }

    @Test
    void ofManyProductsSomeAreShown() {
        var items = String.join(
                ",",
                IntStream.range(0, 12)
                        .mapToObj(i -> "{\"productId\": \"%s\", \"quantity\": 1}".formatted(shop.product("1.00")))
                        .toList());
        var order = place("{\"items\": [" + items + "]}", null);

        var stores = completed(order).at("/stores");

        assertThat(stores.at("/postgres/items").size()).isEqualTo(12);
        assertThat(stores.at("/mongodb/documents").size()).isEqualTo(10);
        assertThat(stores.at("/neo4j/edges").size()).isEqualTo(10);
        for (var store : List.of("mongodb", "redis", "cassandra", "neo4j")) {
            assertThat(stores.at("/" + store + "/omitted").asInt()).as(store).isEqualTo(2);
        }
    }

    @Test
    void stepsAreForgottenAfterADay() {
        var order = place(Person.order(product, 1), null);
        completed(order);
        var id = Long.parseLong(order.substring("/orders/".length()));
        for (var aged : List.of(
                "update outbox_settled set settled_at = settled_at - :day, claimed_at = claimed_at - :day,"
                        + " promised_at = promised_at - :day where order_id = :id",
                "update order_operations set began_at = began_at - :day where order_id = :id")) {
            jdbc.sql(aged.replace(":day", "interval '25 hours'"))
                    .param("id", id)
                    .update();
        }

        await().atMost(Duration.ofSeconds(40))
                .until(() -> ada.get(order + "/trace").at("/steps").isEmpty());
        assertThat(ada.get(order + "/trace").at("/stores/neo4j/edges").size()).isOne();
    }

    private String place(String order, @Nullable String key) {
        var client = key == null ? ada.client() : ada.client().with("Idempotency-Key", key);
        var reply = client.post("/orders", order);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.header("Location").orElseThrow();
    }

    /** The trace once nothing waits any more and the steps of the request were noted. */
    private Reply completed(String order) {
        return await().atMost(SOON)
                .until(
                        () -> ada.get(order + "/trace"),
                        reply -> reply.at("/complete").asBoolean()
                                && reply.texts("/steps", "/name").contains("transaction"));
    }
}
