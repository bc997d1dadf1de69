package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which requests an idempotency key identifies, for whom, and for how long. */
@ShopTest
class IdempotencyKeyTests {

    private final Shop shop;
    private final JdbcClient jdbc;
    private final IdempotencyKeys keys;
    private final Idempotency idempotency;

    IdempotencyKeyTests(Shop shop, JdbcClient jdbc, IdempotencyKeys keys, Idempotency idempotency) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.keys = keys;
        this.idempotency = idempotency;
    }

    @Test
    void aKeyCannotBeReusedForAnotherBody() {
        var ada = shop.customer();
        var product = shop.product("1.00");
        ada.ordersOnce("key", Person.order(product, 1));

        var other = ada.ordersOnce("key", Person.order(product, 2));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void differentUsersCanUseTheSameKey() {
        var order = Person.order(shop.product("1.00"), 1);

        var ada = shop.customer().ordersOnce("key", order);
        var bruno = shop.customer().ordersOnce("key", order);

        assertThat(bruno.number("/id")).isNotEqualTo(ada.number("/id"));
    }

    @Test
    void aFailureThatStoredNothingReleasesTheKey() {
        var ada = shop.customer();
        var product = shop.product("1.00");

        assertThat(ada.ordersOnce("key", Person.order("unknown", 1)).status()).isEqualTo(422);
        assertThat(ada.ordersOnce("key", Person.cardOrder(product, 1, "tok_error"))
                        .status())
                .isEqualTo(503);
        assertThat(ada.ordersOnce("key", Person.order(shop.productInStock(0), 1))
                        .status())
                .isEqualTo(409);
        assertThat(ada.ordersOnce("key", Person.order(product, 1)).status()).isEqualTo(201);
    }

    @Test
    void anErrorReleasesTheKeyToo() {
        var ada = shop.customer();
        var product = shop.product("1.00");
        var request = new NewOrder(List.of(new NewOrder.Item(product, 1)), null);

        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> idempotency.once(ada.id(), "key", request, claim -> {
                    throw new StackOverflowError("a defect");
                }));

        assertThat(ada.ordersOnce("key", Person.order(product, 2)).status()).isEqualTo(201);
    }

    @Test
    void aKeyWhoseRequestDiedIsTakenOver() {
        var ada = shop.customer();
        var claim = keys.claim(ada.id(), "key", "whatever it was").orElseThrow();
        jdbc.sql("update idempotency set expires_at = now() - interval '1 s' where claim = :claim")
                .param("claim", claim.token())
                .update();

        assertThat(ada.ordersOnce("key", Person.order(shop.product("1.00"), 1)).status())
                .isEqualTo(201);
        assertThatExceptionOfType(RequestInProgressException.class)
                .as("a request that lost its claim cannot complete it")
                .isThrownBy(() -> keys.complete(claim, new Idempotency.Answer(1, "{}", false)));
    }

    /** The new holder has no answer yet, so that only the claim tells the two apart. */
    @Test
    void whoLostItsClaimCanNeitherCompleteNorReleaseItWhileTheNewHolderIsAtWork() {
        var ada = shop.customer();
        var lost = keys.claim(ada.id(), "key", "request").orElseThrow();
        jdbc.sql("update idempotency set expires_at = now() - interval '1 s' where claim = :claim")
                .param("claim", lost.token())
                .update();
        var held = keys.claim(ada.id(), "key", "request").orElseThrow();

        assertThatExceptionOfType(RequestInProgressException.class)
                .isThrownBy(() -> keys.complete(lost, new Idempotency.Answer(1, "{}", false)));
        keys.release(lost);

        assertThat(keys.claim(ada.id(), "key", "request")).as("still held").isEmpty();
        keys.complete(held, new Idempotency.Answer(2, "{}", false));
        assertThat(keys.find(ada.id(), "key").orElseThrow().answer()).isEqualTo(new Idempotency.Answer(2, "{}", true));
    }

    @Test
    void answersAreForgottenAfterADay() {
        var ada = shop.customer();
        var order = Person.order(shop.product("1.00"), 1);
        var first = ada.ordersOnce("key", order);
        assertThat(jdbc.sql("select expires_at - now() > interval '23 h 59 min' from idempotency where user_id = :id")
                        .param("id", ada.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        jdbc.sql("update idempotency set expires_at = now() - interval '1 s' where user_id = :id")
                .param("id", ada.id())
                .update();

        var second = ada.ordersOnce("key", order);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.number("/id")).isNotEqualTo(first.number("/id"));
        assertThat(ada.ordersOnce("key", order).number("/id"))
                .as("the new answer is kept")
                .isEqualTo(second.number("/id"));
    }

    @Test
    void keysArePurgedInBatchesAndNoneBeforeItExpires() {
        var ada = shop.customer();
        jdbc.sql("""
                        insert into idempotency (user_id, key, request, claim, expires_at)
                        select :id, 'k' || n, '', gen_random_uuid(), now() + (n - 2500) * interval '1 min'
                        from generate_series(1, 2600) n""").param("id", ada.id()).update();

        // The number may be lower, because the application purges too.
        assertThat(keys.purge(100)).isLessThanOrEqualTo(100);
        await().until(() -> {
            keys.purge(1_000);
            return keysOf(ada) <= 100;
        });

        assertThat(keysOf(ada)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "x2"})
    void aKeyIsPrintableAscii(String key) {
        var tooLong = key.equals("x2") ? "x".repeat(256) : key;

        var reply = shop.customer().ordersOnce(tooLong, Person.order("a", 1));

        assertThat(reply.invalid()).containsExactly("#/Idempotency-Key");
    }

    private long keysOf(Person person) {
        return jdbc.sql("select count(*) from idempotency where user_id = :id")
                .param("id", person.id())
                .query(Long.class)
                .single();
    }
}
