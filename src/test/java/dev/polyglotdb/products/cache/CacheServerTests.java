package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.engines.RedisGroup;
import dev.polyglotdb.platform.stores.RedisWatch;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.ExtraApplication;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Copies and sessions on servers of their own. */
class CacheServerTests {

    @ImportAutoConfiguration({DataRedisAutoConfiguration.class, SslAutoConfiguration.class})
    @Import({ProductCacheConfiguration.class, CacheEntries.class})
    static class OnlyTheCache {

        @Bean
        static StoreTimeouts timeouts() {
            return new StoreTimeouts(Duration.ofSeconds(2));
        }
    }

    @Test
    void copiesAreOnTheServerThatIsNamedForThemAndSessionsStayWhereTheyAre() {
        try (var redis = RedisGroup.apart();
                var application = on(redis, "--polyglot.products.cache.redis=redis://127.0.0.1:" + redis.port(1))) {
            var sessions = application.getBean(StringRedisTemplate.class).opsForValue();
            var cache = application.getBean(CacheEntries.class);
            sessions.set("session:one", "of somebody");
            cache.block(List.of("pen"), "B1");

            assertThat(keys(redis, 0)).containsExactly("session:one");
            assertThat(keys(redis, 1)).containsExactly(CachedCopies.key("pen"));
            assertThat(application.getBeansOfType(RedisWatch.class)).hasSize(1);

            redis.kill(1);

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> cache.find("pen"));
            assertThat(sessions.get("session:one")).isEqualTo("of somebody");
        }
    }

    @Test
    void withoutSuchANameBothAreOnOne() {
        try (var redis = RedisGroup.apart();
                var application = on(redis)) {
            application.getBean(CacheEntries.class).block(List.of("pen"), "B1");

            assertThat(keys(redis, 0)).containsExactly(CachedCopies.key("pen"));
            assertThat(application.getBeansOfType(RedisWatch.class)).isEmpty();
        }
    }

    private static List<String> keys(RedisGroup redis, int server) {
        return redis.on(server, commands -> commands.keys("*"));
    }

    private static ConfigurableApplicationContext on(RedisGroup redis, String... more) {
        return ExtraApplication.of(OnlyTheCache.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(Stream.of("--spring.data.redis.port=" + redis.port(0)), Stream.of(more))
                        .toArray(String[]::new));
    }
}
