package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A repeated request with the same idempotency key gets the stored answer and places no second order. */
@ShopTest
class RepeatedOrderTests {

    private final Shop shop;

    RepeatedOrderTests(Shop shop) {
        this.shop = shop;
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
}
