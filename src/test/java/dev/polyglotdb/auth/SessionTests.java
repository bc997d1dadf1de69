package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

@ShopTest
class SessionTests {

    private final Shop shop;
    private final Sessions sessions;
    private final StringRedisTemplate redis;
    private final Clock clock;

    SessionTests(Shop shop, Sessions sessions, StringRedisTemplate redis, Clock clock) {
        this.shop = shop;
        this.sessions = sessions;
        this.redis = redis;
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

    /** It was opened by another instance, whose clock is ahead. */
    @Test
    void noSessionIsUsedBeforeItBeganNorEndsBeforeItWasSaidTo() {
        var ada = shop.customer();
        var began = clock.instant().plusSeconds(60);
        var token = Token.random();
        sessions.add(token, new Session(ada.id(), Set.of("USER"), began, began.plus(Duration.ofDays(7))));

        var session = shop.anybody().withToken(token.value()).get("/auth/session");

        assertThat(session.text("/lastSeenAt")).isEqualTo(session.text("/createdAt"));
        assertThat(Instant.parse(session.text("/expiresAt"))).isEqualTo(began.plus(Duration.ofMinutes(30)));
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
    void aSessionOfTheNextVersionIsAsGoodAsOneOfThisAndCanBeEnded() {
        var ada = shop.customer();
        var key = "session:" + new Token(ada.token()).hash();
        var stored = Objects.requireNonNull(redis.opsForValue().get(key));
        redis.opsForValue().set(key, stored.replaceFirst("\\{", "{\"device\":{\"name\":\"phone\"},"));

        assertThat(ada.get("/auth/session").status()).isEqualTo(200);
        assertThat(ada.post("/auth/logout").status()).isEqualTo(204);
        assertThat(redis.hasKey(key)).isFalse();
    }
}
