package dev.polyglotdb.orders;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A repeated request with the same idempotency key gets the stored answer and places no second order. */
@ShopTest
class RepeatedOrderTests {

    private final Shop shop;
    private final IdempotencyKeys keys;
    private final JsonMapper json;

    RepeatedOrderTests(Shop shop, IdempotencyKeys keys, JsonMapper json) {
        this.shop = shop;
        this.keys = keys;
        this.json = json;
    }

    @Test
    void aRepeatGetsTheFirstAnswerAgain() {
        var ada = shop.customer();
        var order = Person.order(shop.product("1.00"), 1);

        var first = ada.ordersOnce("key", order);
        var second = ada.ordersOnce("key", order);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.http().body()).isEqualTo(first.http().body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).hasValue("true");
        assertThat(ada.get("/orders").at("/items").size()).isEqualTo(1);
    }

    @Test
    void theSameJsonValueIsTheSameRequestHoweverItIsWritten() {
        var ada = shop.customer();
        var product = shop.product("1.00");
        ada.ordersOnce("key", "{\"items\": [{\"productId\": \"%s\", \"quantity\": 1}]}".formatted(product));

        var second = ada.ordersOnce("key", "{\"items\":[{\"quantity\":1.0,\"productId\":\"%s\"}]}".formatted(product));

        assertThat(second.header("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void aRepeatGetsTheFirstAnswerEvenIfTheOrderHasChanged() {
        var ada = shop.customer();
        var order = Person.order(shop.product("1.00"), 1);
        var first = ada.ordersOnce("key", order);
        ada.post("/orders/" + first.number("/id") + "/cancel");

        assertThat(ada.ordersOnce("key", order).http().body())
                .isEqualTo(first.http().body());
    }

    @Test
    void aDeclinedPaymentIsAnsweredAgainToo() {
        var ada = shop.customer();
        var order = Person.cardOrder(shop.product("1.00"), 1, "tok_declined");

        var first = ada.ordersOnce("key", order);
        var second = ada.ordersOnce("key", order);

        assertThat(second.status()).isEqualTo(402);
        assertThat(second.http().body()).isEqualTo(first.http().body());
        assertThat(second.header("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void manyRepeatsAtOnceMakeOneOrder() {
        var ada = shop.customer();
        var order = Person.cardOrder(shop.product("1.00"), 1, "tok_slow");

        var replies = Parallel.each(12, i -> ada.ordersOnce("key", order));

        assertThat(replies).extracting(Reply::status).containsOnly(201);
        assertThat(replies.stream().map(reply -> reply.number("/id")).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(replies.stream()
                        .filter(reply -> reply.header("Idempotency-Replayed").isEmpty()))
                .hasSize(1);
        assertThat(ada.get("/orders").at("/items").size()).isEqualTo(1);
    }

    /** Each that waits has a thread. One client may have half of the bulkhead: three sixteenths of all. */
    @Test
    void onlySomeRepeatsWaitAndTheOthersAreToldAtOnce() {
        // On a busy machine, some may come so much later that others have waited too long by then.
        await().atMost(3, MINUTES).untilAsserted(this::onlySomeOfManyRepeatsWait);
    }

    private void onlySomeOfManyRepeatsWait() {
        var ada = shop.customer();
        assertThat(ada.get("/users/me").status()).as("of a known session").isEqualTo(200);
        var product = shop.product("1.00");
        var first = new NewOrder(List.of(new NewOrder.Item(product, 1)), null);
        var claim = keys.claim(ada.id(), "key", first.hash(json)).orElseThrow();
        var threads = Executors.newFixedThreadPool(90);
        try {
            var repeats = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> ada.ordersOnce("key", Person.order(product, 1)), threads))
                    .limit(90)
                    .toList();
            await().until(() ->
                    repeats.stream().filter(CompletableFuture::isDone).count() >= 15);
            keys.release(claim);

            var byStatus = repeats.stream().map(CompletableFuture::join).collect(Collectors.groupingBy(Reply::status));
            assertThat(byStatus.get(409))
                    .hasSize(15)
                    .allMatch(reply -> reply.problem().equals("request-in-progress"))
                    .allMatch(reply -> reply.header("Retry-After").isPresent());
            assertThat(byStatus.get(201)).hasSize(75);
        } finally {
            threads.shutdown();
        }
        assertThat(ada.get("/orders").at("/items").size()).isEqualTo(1);
    }
}
