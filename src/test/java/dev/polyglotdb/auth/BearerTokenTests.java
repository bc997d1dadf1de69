package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

@ShopTest
class BearerTokenTests {

    private final Shop shop;
    private final StringRedisTemplate redis;

    BearerTokenTests(Shop shop, StringRedisTemplate redis) {
        this.shop = shop;
        this.redis = redis;
    }

    @Test
    void aRequestWithoutATokenIsToldHowToAuthenticate() {
        var reply = shop.anybody().get("/users/me");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.problem()).isEqualTo("unauthorized");
        assertThat(reply.header("WWW-Authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"made-up", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aTokenThatIsNoneIsRefusedAsInvalid(String token) {
        var reply = shop.anybody().withToken(token).get("/users/me");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Bearer error=\"invalid_token\"");
    }

    @Test
    void aStaleTokenDoesNotCloseWhatIsOpenToAnyone() {
        assertThat(shop.anybody().withToken("stale").get("/products").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer (", "bearer =", "Basic YTpi", ""})
    void neitherDoesOneThatCannotBeRead(String authorization) {
        var client = shop.anybody().with("Authorization", authorization);

        for (var open : List.of("/", "/products", "/v3/api-docs", "/swagger-ui.html", "/console/app.js")) {
            assertThat(client.get(open).status()).as(open).isEqualTo(200);
        }
        for (var watched : List.of("", "/liveness", "/readiness", "/stores", "/postgres")) {
            await().untilAsserted(() -> assertThat(
                            client.get("/actuator/health" + watched).status())
                    .as(watched)
                    .isEqualTo(200));
        }
        assertThat(client.get("/nothing").status()).isEqualTo(404);
        assertThat(client.get("/users/me").status()).isEqualTo(401);
    }

    @Test
    void redisKnowsOnlyTheHashOfAToken() {
        var token = shop.customer().token();

        assertThat(redis.hasKey("session:" + new Token(token).hash())).isTrue();
        assertThat(redis.keys("*" + token + "*")).isEmpty();
    }

    @Test
    void everyUseOfASessionStartsItsTimeAnew() {
        var ada = shop.customer();
        var key = "session:" + new Token(ada.token()).hash();
        redis.expire(key, Duration.ofSeconds(100));
        var begun = System.nanoTime();

        ada.get("/users/me");

        var left = redis.getExpire(key);
        var passed = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        // The part of a second is not told.
        assertThat(left).isBetween(1798 - passed, 1800L);
    }

    @Test
    void aSessionEndsWithItsAbsoluteLifetimeHoweverMuchItIsUsed() {
        var ada = shop.customer();
        var key = "session:" + new Token(ada.token()).hash();
        var session = Objects.requireNonNull(redis.opsForValue().get(key));
        redis.opsForValue().set(key, session.replaceAll("\"endsAt\":\"\\d{4}", "\"endsAt\":\"2020"));

        assertThat(ada.get("/users/me").status()).isEqualTo(401);
    }

    @Test
    void anAuthenticatedRequestCostsOneRedisCommand() {
        var ada = shop.customer();
        ada.get("/users/me");
        var before = commands();

        for (int i = 0; i < 10; i++) {
            ada.get("/users/me");
        }

        assertThat(commands() - before).isEqualTo(10);
    }

    /**
     * But for INFO, which asks for this, the PING of the health check, and the script that reads the time every ten
     * seconds. What any other script does is counted by the commands that it calls.
     */
    private long commands() {
        var stats = Objects.requireNonNull(redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("commandstats")));
        return stats.stringPropertyNames().stream()
                .filter(command -> !Set.of(
                                "cmdstat_info", "cmdstat_ping", "cmdstat_time", "cmdstat_evalsha", "cmdstat_eval")
                        .contains(command))
                .map(stats::getProperty)
                .mapToLong(figures -> Long.parseLong(figures.replaceAll("calls=(\\d+),.*", "$1")))
                .sum();
    }
}
