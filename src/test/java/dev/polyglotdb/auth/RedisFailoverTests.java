package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.RedisGroup;
import dev.polyglotdb.testing.ExtraApplication;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Sessions on replicas with sentinels and on a cluster, by the properties of Spring Boot alone. */
class RedisFailoverTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern SET_CALLS = Pattern.compile("cmdstat_set:calls=(\\d+)");

    private static final AtomicLong USERS = new AtomicLong();

    @Test
    void withSentinelsALogoutOutlivesTheMaster() {
        try (var redis = RedisGroup.withSentinels();
                var application = on(Map.of(
                        "spring.data.redis.sentinel.master",
                        RedisGroup.MASTER,
                        "spring.data.redis.sentinel.nodes",
                        redis.addresses(3, 6)))) {
            var sessions = application.getBean(Sessions.class);
            var stays = logIn(sessions, 1);
            var ended = logIn(sessions, 1);
            var endedUnconfirmed = logIn(sessions, 1);
            redis.pause(1);
            redis.pause(2);
            logOut(sessions, endedUnconfirmed);
            assertThat(unconfirmed(application)).isEqualTo(1);
            redis.resume(1);
            redis.resume(2);

            var written = marks(redis, 0);
            logOut(sessions, ended);
            assertThat(marks(redis, 0)).as("what WAIT waits for").isEqualTo(written + 1);
            redis.kill(0);

            awaitAlive(sessions, stays);
            assertThat(List.of(ended, endedUnconfirmed)).noneMatch(token -> alive(sessions, token));
            assertThat(unconfirmed(application)).isEqualTo(1);
        }
    }

    @Test
    void inAClusterTheOthersGoOnWhenAMasterDies() {
        try (var redis = RedisGroup.cluster();
                var application = on(Map.of("spring.data.redis.cluster.nodes", redis.addresses(0, 6)))) {
            var sessions = application.getBean(Sessions.class);
            var user = USERS.incrementAndGet();
            var ended = logIn(sessions, user, 20);
            assertThat(listed(application, user)).hasSize(20).doesNotHaveDuplicates();
            var written = marks(redis, 0, 1, 2);
            sessions.endAll(user);
            assertThat(marks(redis, 0, 1, 2)).isEqualTo(written + masters(ended));
            assertThat(ended).noneMatch(token -> alive(sessions, token));
            endWithoutRegister(application, redis);
            var stay = Stream.generate(() -> logIn(sessions, USERS.incrementAndGet()))
                    .limit(20)
                    .toList();

            redis.kill(0);

            var others = stay.stream().filter(token -> master(token) != 0).toList();
            assertThat(others).isNotEmpty().allMatch(token -> alive(sessions, token));
            stay.forEach(token -> awaitAlive(sessions, token));
            assertThat(ended).noneMatch(token -> alive(sessions, token));
            assertThat(unconfirmed(application)).isZero();
        }
    }

    /** The register of the user's sessions has gone, as if Redis had dropped it to make room. */
    private static void endWithoutRegister(ConfigurableApplicationContext application, RedisGroup redis) {
        for (var server = 0; server < 3; server++) {
            redis.on(server, each -> each.configSet("maxmemory", "100mb"));
            redis.on(server, each -> each.configSet("maxmemory-policy", "allkeys-lru"));
        }
        var sessions = application.getBean(Sessions.class);
        var user = USERS.incrementAndGet();
        var ended = logIn(sessions, user, 10);
        var stays = logIn(sessions, USERS.incrementAndGet());
        application.getBean(StringRedisTemplate.class).delete("user-sessions:" + user);

        sessions.endAll(user);

        assertThat(ended).noneMatch(token -> alive(sessions, token));
        assertThat(alive(sessions, stays)).isTrue();
    }

    private static ConfigurableApplicationContext on(Map<String, String> redis) {
        var arguments = new ArrayList<String>();
        arguments.add("--spring.main.banner-mode=off");
        // Long enough that a busy machine confirms in time, and short enough to find the next master soon.
        arguments.add("--polyglot.stores.response-time=10s");
        redis.forEach((property, value) -> arguments.add("--" + property + "=" + value));
        return ExtraApplication.of(SessionsAlone.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    private static List<Token> logIn(Sessions sessions, long user, int times) {
        return Stream.generate(() -> logIn(sessions, user)).limit(times).toList();
    }

    private static Token logIn(Sessions sessions, long user) {
        var token = Token.random();
        var now = Clock.systemUTC().instant();
        assertThat(sessions.add(token, new Session(user, Set.of("USER"), now, now.plusSeconds(600))))
                .isTrue();
        return token;
    }

    /** Returns the hashes of all sessions of the user, page by page. */
    private static List<String> listed(ConfigurableApplicationContext application, long user) {
        var sessionList = application.getBean(SessionList.class);
        var hashes = new ArrayList<String>();
        SessionPosition last = null;
        do {
            var page = sessionList.after(user, last, 3);
            page.forEach(session -> hashes.add(session.hash()));
            last = page.isEmpty()
                    ? null
                    : SessionPosition.read(page.get(page.size() - 1).position());
        } while (last != null);
        return hashes;
    }

    private static void logOut(Sessions sessions, Token token) {
        sessions.end(sessions.use(token).orElseThrow());
    }

    private static boolean alive(Sessions sessions, Token token) {
        return sessions.use(token).isPresent();
    }

    private static void awaitAlive(Sessions sessions, Token token) {
        await("the session")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> alive(sessions, token));
    }

    private static double unconfirmed(ConfigurableApplicationContext application) {
        return application
                .getBean(MeterRegistry.class)
                .get("redis.deletes.unconfirmed")
                .counter()
                .count();
    }

    /** Returns how often a key was set at these servers; what ends a session sets no other. */
    private static long marks(RedisGroup redis, int... servers) {
        return Arrays.stream(servers)
                .mapToObj(server -> redis.on(server, each -> each.info("commandstats")))
                .map(SET_CALLS::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static long masters(List<Token> tokens) {
        return tokens.stream().map(RedisFailoverTests::master).distinct().count();
    }

    /** The slots are divided evenly among the first three. */
    private static int master(Token token) {
        var slot = SlotHash.getSlot("session:" + token.hash());
        return slot * 3 / 16_384;
    }
}
