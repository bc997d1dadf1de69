package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.engines.TlsRedis;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.ExtraApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** How copies are reached is what their own address says, however the sessions are reached. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheTlsTests {

    private final TlsRedis redis = new TlsRedis();

    @AfterAll
    void close() {
        redis.close();
    }

    @Test
    void copiesAreReachedByTlsAndSessionsPlainly() {
        try (var application = sessionsPlainly("rediss://127.0.0.1:%d?verifyPeer=NONE".formatted(redis.tlsPort()))) {
            assertBothAreKept(application);
        }
    }

    @Test
    void aServerOfCopiesThatNobodyCertifiesIsNotSpokenTo() {
        try (var application = sessionsPlainly("rediss://127.0.0.1:" + redis.tlsPort())) {
            var cache = application.getBean(CacheEntries.class);

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> cache.find("pen"));
            assertThatCode(() -> sessions(application)).doesNotThrowAnyException();
        }
    }

    @Test
    void copiesAreReachedPlainlyAndSessionsByTls() {
        try (var application = sessionsByTls("redis://127.0.0.1:" + redis.port())) {
            assertBothAreKept(application);
        }
    }

    @Test
    void bothTrustTheCertificatesThatAreGivenForRedis() {
        try (var application = sessionsByTls("rediss://127.0.0.1:" + redis.tlsPort())) {
            assertBothAreKept(application);
        }
    }

    private static void assertBothAreKept(ConfigurableApplicationContext application) {
        var cache = application.getBean(CacheEntries.class);
        cache.findOrLease("pen", "L1");

        assertThat(cache.find("pen")).isEqualTo(new CacheEntry.Lease("L1"));
        cache.giveBack("pen", "L1");
        assertThatCode(() -> sessions(application)).doesNotThrowAnyException();
    }

    private static void sessions(ConfigurableApplicationContext application) {
        application.getBean(StringRedisTemplate.class).opsForValue().set("session:one", "of somebody");
    }

    private ConfigurableApplicationContext sessionsPlainly(String copies) {
        return start(copies, "--spring.data.redis.port=" + redis.port());
    }

    private ConfigurableApplicationContext sessionsByTls(String copies) {
        return start(
                copies,
                "--spring.data.redis.port=" + redis.tlsPort(),
                "--spring.data.redis.ssl.bundle=redis",
                "--spring.ssl.bundle.pem.redis.truststore.certificate=file:" + redis.certificate());
    }

    private static ConfigurableApplicationContext start(String copies, String... sessions) {
        return ExtraApplication.of(CacheServerTests.OnlyTheCache.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(Stream.of("--polyglot.products.cache.redis=" + copies), Stream.of(sessions))
                        .toArray(String[]::new));
    }
}
