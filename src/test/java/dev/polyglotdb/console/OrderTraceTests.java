package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import dev.polyglotdb.testing.Time;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The way of an order through five stores. */
@ShopTest
@SideBySide
@ResourceLock(value = TakingTurns.PAYMENTS, mode = ResourceAccessMode.READ)
class OrderTraceTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Shop shop;
    private final Person ada;
    private final TracedOrders tracedOrders;
    private final String product;
    private final ErasureFixture erasureFixture;

    OrderTraceTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.ada = shop.customer();
        this.tracedOrders = new TracedOrders(ada);
        this.product = shop.productInStock(5);
        this.erasureFixture = ErasureFixture.of(shop, context);
    }

    @Test
    void eachStepOfAnOrderIsToldWithItsStoreAndItsTime() {
        var order = tracedOrders.place(Person.cardOrder(product, 2, "tok_visa"), "a-key");

        var trace = tracedOrders.completed(order);

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
        var order = tracedOrders.place(Person.order(product, 2), null);

        var stores = await().until(
                        () -> {
                            // Leaves a copy in Redis, unless Redis is late on a busy machine.
                            shop.anybody().get("/products/" + product);
                            return tracedOrders.completed(order).at("/stores");
                        },
                        seen -> !seen.at("/redis/copies").isEmpty());

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
        var order = tracedOrders.place(Person.order(product, 1), null);
        tracedOrders.completed(order);
        ada.post(order + "/cancel");
        ada.post(order + "/cancel");

        var trace = await().pollDelay(Time.MOMENT)
                .atMost(SOON)
                .until(
                        () -> tracedOrders.completed(order),
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

    /** It is neither placed nor cancelled by that, also where what was done a day ago is forgotten. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void erasingTheBuyerIsAnOperationOfItsOwn(boolean later) {
        var order = tracedOrders.place(Person.order(product, 1), null);
        var placed = tracedOrders.completed(order).texts("/steps", "/id");
        if (later) {
            erasureFixture
                    .jdbc()
                    .sql("delete from outbox_settled where order_id = :id")
                    .param("id", Long.parseLong(order.substring("/orders/".length())))
                    .update();
        }

        erasureFixture.erased(ada);

        assertThat(shop.admin().get(order + "/trace").at("/steps").valueStream())
                .filteredOn(step -> !placed.contains(step.at("/id").asString()))
                .extracting(step -> step.at("/operation").asString() + " "
                        + step.at("/name").asString())
                .containsExactlyInAnyOrder("erase activity", "erase recommendations");
    }

    @Test
    void repeatingAnOrderUnderItsKeyAddsNoStep() {
        var order = tracedOrders.place(Person.order(product, 1), "same");
        var before = tracedOrders.completed(order).texts("/steps", "/id");

        assertThat(tracedOrders.place(Person.order(product, 1), "same")).isEqualTo(order);

        assertThat(tracedOrders.completed(order).texts("/steps", "/id")).isEqualTo(before);
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
    void otherPeoplesOrdersHaveNoTraceAndAdministratorsSeeThemAll() {
        var order = tracedOrders.place(Person.order(product, 1), null);
        var grace = shop.customer().client();

        for (var path : List.of(order + "/trace", order + "/events", "/orders/4000000000000000000/trace")) {
            assertThat(grace.get(path).problem()).isEqualTo("not-found");
        }
        assertThat(shop.admin().get(order + "/trace").status()).isEqualTo(200);
        assertThat(EventStream.of(shop.admin().client(), order).end()).isEqualTo("end applied");
    }
}
