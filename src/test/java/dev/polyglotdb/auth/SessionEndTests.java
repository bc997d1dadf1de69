package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.RedisKeys;
import dev.polyglotdb.platform.stores.ReplicaConfirmation;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** How sessions end before their time: by their user, or because the user has too many. */
@ShopTest
class SessionEndTests {

    private final Shop shop;
    private final Sessions sessions;
    private final StringRedisTemplate redis;
    private final ReactiveStringRedisTemplate concurrently;
    private final JsonMapper json;
    private final Clock clock;
    private final RedisClock redisClock;
    private final RedisKeys redisKeys;
    private final ReplicaConfirmation replicaConfirmation;

    SessionEndTests(
            Shop shop,
            Sessions sessions,
            StringRedisTemplate redis,
            ReactiveStringRedisTemplate concurrently,
            JsonMapper json,
            Clock clock,
            RedisClock redisClock,
            RedisKeys redisKeys,
            ReplicaConfirmation replicaConfirmation) {
        this.shop = shop;
        this.sessions = sessions;
        this.redis = redis;
        this.concurrently = concurrently;
        this.json = json;
        this.clock = clock;
        this.redisClock = redisClock;
        this.redisKeys = redisKeys;
        this.replicaConfirmation = replicaConfirmation;
    }

    @Test
    void loggingOutEndsThisSessionAtOnceAndNoOther() {
        var ada = shop.customer();
        var other = shop.logInAgain(ada);

        assertThat(ada.post("/auth/logout").status()).isEqualTo(204);

        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(ada.post("/auth/logout").status()).isEqualTo(401);
        assertThat(other.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void endingAllSessionsEndsAllOfThisUserAndNobodyElses() {
        var ada = shop.customer();
        var other = shop.logInAgain(ada);
        var grace = shop.customer();

        assertThat(ada.client()
                        .send("DELETE", "/auth/sessions", BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);

        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(other.get("/users/me").status()).isEqualTo(401);
        assertThat(grace.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void noSessionThatBeginsMeanwhileEscapesTheEndOfAll() {
        var userId = shop.customer().id();
        for (var round = 0; round < 20; round++) {
            Parallel.each(6, i -> {
                if (i % 3 == 0) {
                    sessions.endAll(userId);
                    return true;
                }
                var now = clock.instant();
                return sessions.add(Token.random(), new Session(userId, Set.of("USER"), now, now.plusSeconds(60)));
            });

            sessions.endAll(userId);

            assertThat(redis.opsForValue().multiGet(redis.keys("session:*")).stream()
                            .filter(value -> value != null && value.contains("\"userId\":" + userId + ","))
                            .toList())
                    .isEmpty();
        }
    }

    @Test
    void oneSessionTooManyEndsTheOldest() {
        var settings = atMost(2, Duration.ofMinutes(1));
        var two = sessions(settings);
        var userId = shop.customer().id();
        sessions.endAll(userId);
        var tokens = List.of(Token.random(), Token.random(), Token.random());

        for (var i = 0; i < 3; i++) {
            var at = clock.instant().plusSeconds(i);
            two.add(tokens.get(i), new Session(userId, Set.of("USER"), at, at.plusSeconds(60)));
        }

        assertThat(two.use(tokens.get(0))).isEmpty();
        assertThat(list(settings).of(userId)).hasSize(2);
    }

    /** A script, say, that logs in again and again and never logs out. */
    @Test
    void sessionsThatHaveExpiredPushNoneOut() {
        var settings = atMost(2, Duration.ofMillis(200));
        var two = sessions(settings);
        var userId = shop.customer().id();
        sessions.endAll(userId);
        var browser = Token.random();
        sessions.add(browser, begun(Duration.ofMinutes(2), userId));

        for (var i = 0; i < 4; i++) {
            var script = Token.random();
            two.add(script, begun(Duration.ofSeconds(60 - i), userId));
            await().until(() -> !redis.hasKey(Sessions.key(script.hash())));
        }

        assertThat(sessions.use(browser)).isPresent();
        assertThat(list(settings).of(userId)).hasSize(1);
    }

    private Session session(long userId) {
        return begun(Duration.ZERO, userId);
    }

    private Session begun(Duration before, long userId) {
        var now = clock.instant();
        return new Session(userId, Set.of("USER"), now.minus(before), now.plusSeconds(60));
    }

    private static SessionProperties atMost(int perUser, Duration ttl) {
        return new SessionProperties(ttl, Duration.ofHours(1), perUser);
    }

    private Sessions sessions(SessionProperties settings) {
        var stored = new StoredSessions(json, settings);
        return new Sessions(register(settings), redis, stored, redisClock, settings, redisKeys, replicaConfirmation);
    }

    private SessionList list(SessionProperties settings) {
        var stored = new StoredSessions(json, settings);
        return new SessionList(register(settings), concurrently, stored, redisClock, settings);
    }

    private SessionRegister register(SessionProperties settings) {
        return new SessionRegister(redis, concurrently, redisClock, settings);
    }
}
