package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

@ShopTest
class SessionListTests {

    private final Shop shop;
    private final Sessions sessions;
    private final StringRedisTemplate redis;

    SessionListTests(Shop shop, Sessions sessions, StringRedisTemplate redis) {
        this.shop = shop;
        this.sessions = sessions;
        this.redis = redis;
    }

    @Test
    void sessionsAreListedYoungestFirstWithTheirLastUse() {
        var begun = Instant.now();
        var ada = shop.customer();
        var second = shop.logInAgain(ada);
        ada.post("/auth/logout");
        var first = Token.random();
        var anHourAgo = Instant.now().minusSeconds(3600);
        sessions.add(first, new Session(ada.id(), Set.of("USER"), anHourAgo, anHourAgo.plusSeconds(7200)));
        redis.expire("session:" + first.hash(), Duration.ofMinutes(20));

        var list = second.get("/auth/sessions");
        var ended = Instant.now();

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.at("/nextCursor").isNull()).isTrue();
        assertThat(list.texts("/items", "/id")).hasSize(2).doesNotHaveDuplicates();
        assertThat(list.at("/items/0/current").booleanValue()).isTrue();
        assertThat(list.at("/items/1/current").booleanValue()).isFalse();
        assertThat(Instant.parse(list.text("/items/0/lastSeenAt")))
                .isBetween(begun.minusSeconds(5), ended.plusSeconds(5));
        // 20 of its 30 minutes are left, so it was used 10 minutes ago.
        assertThat(Instant.parse(list.text("/items/1/lastSeenAt")))
                .isBetween(begun.minusSeconds(605), ended.minusSeconds(595));
    }

    /** Redis and the instances have clocks of their own. */
    @Test
    void noSessionWasUsedBeforeItBegan() {
        var ada = shop.customer();
        redis.expire("session:" + new Token(ada.token()).hash(), Duration.ofMinutes(29));

        var session = shop.logInAgain(ada).get("/auth/sessions").at("/items/1");

        assertThat(session.path("lastSeenAt")).isEqualTo(session.path("createdAt"));
    }

    @Test
    void aLongListOfSessionsComesInPages() {
        var ada = shop.customer();
        for (var i = 0; i < 4; i++) {
            shop.logInAgain(ada);
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
}
