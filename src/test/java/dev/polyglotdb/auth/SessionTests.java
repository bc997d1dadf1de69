package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyglotdb.fixture.Client;
import dev.polyglotdb.fixture.Parallel;
import dev.polyglotdb.fixture.Person;
import dev.polyglotdb.fixture.Reply;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

@ShopTest
class SessionTests {

    private final Shop shop;
    private final Sessions sessions;
    private final StringRedisTemplate redis;
    private final ReactiveStringRedisTemplate concurrently;
    private final JsonMapper json;
    private final Clock clock;

    SessionTests(
            Shop shop,
            Sessions sessions,
            StringRedisTemplate redis,
            ReactiveStringRedisTemplate concurrently,
            JsonMapper json,
            Clock clock) {
        this.shop = shop;
        this.sessions = sessions;
        this.redis = redis;
        this.concurrently = concurrently;
        this.json = json;
        this.clock = clock;
    }

    @Test
    void theSessionTellsWhoseItIsAndWhenItEnds() {
        var ada = shop.customer();

        var session = ada.get("/auth/session");

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.number("/user/id")).isEqualTo(ada.id());
        var lastSeenAt = Instant.parse(session.text("/lastSeenAt"));
        assertThat(Instant.parse(session.text("/createdAt"))).isBeforeOrEqualTo(lastSeenAt);
        assertThat(Instant.parse(session.text("/expiresAt"))).isEqualTo(lastSeenAt.plus(Duration.ofMinutes(30)));
    }

    @Test
    void aSessionThatIsNearItsAbsoluteEndIsNotSaidToLastLonger() {
        var ada = shop.customer();
        var end = clock.instant().plusSeconds(60);
        var token = Token.random();
        sessions.add(
                token, new Session(ada.id(), Set.of("USER"), clock.instant().minusSeconds(9), end));

        var session = shop.anybody().withToken(token.value()).get("/auth/session");

        assertThat(Instant.parse(session.text("/expiresAt"))).isEqualTo(end);
    }

    @Test
    void loggingOutEndsThisSessionAtOnceAndNoOther() {
        var ada = shop.customer();
        var other = logInAgain(ada);

        assertThat(ada.post("/auth/logout").status()).isEqualTo(204);

        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        assertThat(ada.post("/auth/logout").status()).isEqualTo(401);
        assertThat(other.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void sessionsAreListedYoungestFirstWithTheirLastUse() {
        var ada = shop.customer();
        var second = logInAgain(ada);
        var third = logInAgain(ada);
        third.post("/auth/logout");
        redis.expire("session:" + new Token(ada.token()).hash(), Duration.ofMinutes(20));

        var list = second.get("/auth/sessions");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.at("/nextCursor").isNull()).isTrue();
        assertThat(list.texts("/items", "/id")).hasSize(2).doesNotHaveDuplicates();
        assertThat(list.at("/items/0/current").booleanValue()).isTrue();
        assertThat(list.at("/items/1/current").booleanValue()).isFalse();
        assertThat(Instant.parse(list.text("/items/0/lastSeenAt")))
                .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        // 20 of its 30 minutes are left, so it was used 10 minutes ago.
        assertThat(Instant.parse(list.text("/items/1/lastSeenAt")))
                .isCloseTo(Instant.now().minusSeconds(600), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void aLongListOfSessionsComesInPages() {
        var ada = shop.customer();
        for (var i = 0; i < 4; i++) {
            logInAgain(ada);
        }

        var first = ada.get("/auth/sessions?limit=2");
        var second = ada.get("/auth/sessions?limit=2&cursor=" + first.text("/nextCursor"));
        var third = ada.get("/auth/sessions?limit=2&cursor=" + second.text("/nextCursor"));

        assertThat(List.of(first, second, third))
                .flatExtracting(page -> page.texts("/items", "/id"))
                .hasSize(5)
                .doesNotHaveDuplicates();
        assertThat(third.at("/nextCursor").isNull()).isTrue();
        assertThat(third.at("/items/0/current").booleanValue()).isTrue();
        assertThat(ada.get("/auth/sessions?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void endingAllSessionsEndsAllOfThisUserAndNobodyElses() {
        var ada = shop.customer();
        var other = logInAgain(ada);
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

            assertThat(redis.keys("session:*").stream()
                            .map(key -> redis.opsForValue().get(key))
                            .filter(value -> value != null && value.contains("\"userId\":" + userId + ","))
                            .toList())
                    .isEmpty();
        }
    }

    @Test
    void theyAreListedOnTheConnectionThatIsThere() {
        var ada = shop.customer();
        var before = connectionsMade();

        for (var i = 0; i < 50; i++) {
            assertThat(ada.get("/auth/sessions").texts("/items", "/id")).hasSize(1);
        }

        // Others may make some meanwhile.
        assertThat(connectionsMade() - before).isLessThan(50);
    }

    private long connectionsMade() {
        var stats = Objects.requireNonNull(redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("stats")));
        return Long.parseLong(stats.getProperty("total_connections_received"));
    }

    @Test
    void oneSessionTooManyEndsTheOldest() {
        var two = new Sessions(
                redis, concurrently, json, clock, new SessionProperties(Duration.ofMinutes(1), Duration.ofHours(1), 2));
        var userId = shop.customer().id();
        sessions.endAll(userId);
        var tokens = List.of(Token.random(), Token.random(), Token.random());

        for (var i = 0; i < 3; i++) {
            var at = clock.instant().plusSeconds(i);
            two.add(tokens.get(i), new Session(userId, Set.of("USER"), at, at.plusSeconds(60)));
        }

        assertThat(two.use(tokens.get(0))).isEmpty();
        assertThat(two.of(userId)).hasSize(2);
    }

    private Client logInAgain(Person person) {
        Reply login = shop.anybody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password()));
        return shop.anybody().withToken(login.text("/token"));
    }
}
