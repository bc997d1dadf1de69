package dev.polyglotdb.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A user may have a thousand sessions, and many more may have expired. */
@ShopTest
class SessionPageTests {

    private static final Instant NOW = Instant.now();

    private final Shop shop;
    private final Sessions sessions;
    private final StringRedisTemplate redis;

    SessionPageTests(Shop shop, Sessions sessions, StringRedisTemplate redis) {
        this.shop = shop;
        this.sessions = sessions;
        this.redis = redis;
    }

    @Test
    void aPageLooksUpItsOwnSessionsAndOneMore() {
        var ada = shop.customer();
        shop.logInAgain(ada);
        var third = "session:" + began(ada, NOW.minusSeconds(60)).hash();
        redis.opsForValue().set(third, "whoever reads this fails", Duration.ofMinutes(1));

        var page = ada.get("/auth/sessions?limit=1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.texts("/items", "/id")).hasSize(1);
        assertThat(page.at("/nextCursor").isNull()).isFalse();
    }

    /** Its cursor still says where the list goes on. */
    @Test
    void sessionsThatBeganAtOnceAreListedOnceAlsoIfOneEndsBetweenTwoPages() {
        var ada = shop.customer();
        var hashes = Stream.generate(() -> began(ada, NOW.minusSeconds(60)).hash())
                .limit(7)
                .sorted(Comparator.reverseOrder())
                .toList();

        var first = ada.get("/auth/sessions?limit=3");
        sessions.end(new LiveSession(hashes.get(1), session(ada, NOW), NOW));
        var second = ada.get("/auth/sessions?limit=3&cursor=" + first.text("/nextCursor"));
        var third = ada.get("/auth/sessions?limit=3&cursor=" + second.text("/nextCursor"));

        assertThat(List.of(first, second, third))
                .flatExtracting(page -> page.texts("/items", "/id"))
                .containsExactlyElementsOf(Stream.concat(Stream.of(new Token(ada.token()).hash()), hashes.stream())
                        .map(hash -> hash.substring(0, 16))
                        .toList());
        assertThat(third.at("/nextCursor").isNull()).isTrue();
    }

    /** During an upgrade, the next page may come from another version of the application. */
    @Test
    void aCursorIsTheTimeInMillisecondsAndTheHash() {
        var ada = shop.customer();
        var second = began(ada, NOW.minusSeconds(60)).hash();
        var third = began(ada, NOW.minusSeconds(120)).hash();
        var cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("%019d%s"
                        .formatted(NOW.minusSeconds(60).toEpochMilli(), second)
                        .getBytes(UTF_8));

        assertThat(ada.get("/auth/sessions?cursor=" + cursor).texts("/items", "/id"))
                .containsExactly(third.substring(0, 16));
        assertThat(ada.get("/auth/sessions?limit=2").text("/nextCursor")).isEqualTo(cursor);
    }

    /** One that is registered and not yet written is about to begin. */
    @Test
    void sessionsThatHaveExpiredAreForgottenAndThoseBehindThemListed() {
        var ada = shop.customer();
        var register = "user-sessions:" + ada.id();
        var oldest = began(ada, NOW.minusSeconds(7200)).hash();
        for (var i = 0; i < 20; i++) {
            redis.opsForZSet()
                    .add(
                            register,
                            Token.random().hash(),
                            NOW.minusSeconds(3600 + i).toEpochMilli());
        }
        var beginning = Token.random().hash();
        redis.opsForZSet().add(register, beginning, NOW.minusSeconds(60).toEpochMilli());

        var first = ada.get("/auth/sessions?limit=1");
        var second = ada.get("/auth/sessions?limit=1&cursor=" + first.text("/nextCursor"));

        assertThat(first.at("/items/0/current").booleanValue()).isTrue();
        assertThat(second.texts("/items", "/id")).containsExactly(oldest.substring(0, 16));
        assertThat(second.at("/nextCursor").isNull()).isTrue();
        assertThat(redis.opsForZSet().reverseRange(register, 0, -1))
                .containsExactly(new Token(ada.token()).hash(), beginning, oldest);
    }

    private Token began(Person person, Instant createdAt) {
        var token = Token.random();
        sessions.add(token, session(person, createdAt));
        return token;
    }

    private static Session session(Person person, Instant createdAt) {
        return new Session(person.id(), Set.of("USER"), createdAt, NOW.plusSeconds(3600));
    }
}
