package dev.polyglotdb.products.cache;

import static dev.polyglotdb.products.Outage.assertUnavailable;
import static dev.polyglotdb.products.Outage.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.products.Editor;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.products.Revisions;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;

/** Without Redis, reads are slower but correct. */
@ShopTest
@SecondShop
class CacheWithoutRedisTests {

    private final Editor editor;
    private final StoreControl stores;
    private final RedisTemplate<String, byte[]> redis;
    private final ProductCache cache;
    private final CacheEntries entries;
    private final StoreTimeouts timeouts;
    private final Revisions product;
    private final String id;
    private final List<Outage> outages = new ArrayList<>();

    CacheWithoutRedisTests(
            Shop shop,
            StoreControl stores,
            RedisTemplate<String, byte[]> redis,
            ProductCache cache,
            CacheEntries entries,
            StoreTimeouts timeouts,
            BeanFactory beans) {
        this.editor = Editor.of(shop);
        this.stores = stores;
        this.redis = redis;
        this.cache = cache;
        this.entries = entries;
        this.timeouts = timeouts;
        this.id = shop.product("1.00");
        this.product = new Revisions(id, beans);
        editor.get(id);
    }

    @AfterEach
    void redisIsBack() {
        outages.forEach(Outage::close);
        await().until(this::redisAnswers);
        await().until(() -> {
            editor.get(id);
            return entries.find(id) instanceof ProductCopy;
        });
    }

    @Test
    void productsAreReadAndNotWritten() {
        try (var outage = Outage.kill(stores, Engine.REDIS)) {
            for (var i = 0; i < 5; i++) {
                assertThat(timed(() -> editor.get(id)).number("/version")).isEqualTo(1);
            }
            var writes = List.of(
                    editor.put(id, Editor.named("new")), editor.patch(id, "{\"name\": \"new\"}"), editor.delete(id));
            writes.forEach(write -> assertUnavailable(write, "redis"));
        }
    }

    @Test
    void aRedisThatDoesNotAnswerCostsOneTimeOutAndNotOneForEachRead() {
        try (var outage = Outage.pause(stores, Engine.REDIS)) {
            timed(() -> editor.get(id));

            var begun = System.nanoTime();
            for (var i = 0; i < 20; i++) {
                assertThat(editor.get(id).status()).isEqualTo(200);
            }

            // At most one reader per second tries Redis again, and waits one second for it.
            assertThat(Tally.since(begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aWriteIsRefusedIfReadersMightNotSeeIt() {
        try (var outage = Outage.kill(stores, Engine.REDIS)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> cache.whileChanging(List.of(id), () -> {
                        throw new AssertionError("written");
                    }))
                    .satisfies(failure -> assertThat(failure.store()).isEqualTo(Store.REDIS));
        }
    }

    @Test
    void aWriteThatFindsWhatItWantsNeedsNoRedis() {
        try (var outage = Outage.kill(stores, Engine.REDIS)) {
            assertThatNoException().isThrownBy(() -> cache.drop(List.of(id)));
        }
    }

    @Test
    void aRestartedRedisDoesNotServeAnOlderVersion() {
        editor.put(id, Editor.named("second"));

        awaitLogged();
        Outage.kill(stores, Engine.REDIS).close();

        assertReadIs(2);
    }

    @Test
    void aWriteDuringWhichRedisFailsIsVisibleAfterwards() {
        cache.whileChanging(List.of(id), () -> {
            assertThat(editor.get(id).number("/version")).isEqualTo(1);
            awaitLogged();
            outages.add(Outage.kill(stores, Engine.REDIS));
            return product.revise();
        });
        outages.forEach(Outage::close);

        assertReadIs(2);
    }

    @Test
    void aReadFromBeforeTheWriteIsNotCachedAfterRedisIsBack() {
        cache.whileChanging(List.of(id), () -> true);
        var slow = SlowReader.start(cache, id, product::read);
        editor.put(id, Editor.named("second"));
        awaitLogged();
        Outage.kill(stores, Engine.REDIS).close();
        await().until(this::redisAnswers);

        assertThat(slow.finish()).isEqualTo(1);

        assertReadIs(2);
    }

    @Test
    void aWriteThatReadersMightNotSeeIsNotAcknowledged() {
        var brief =
                new ProductCacheProperties(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofMillis(1), null);
        var hasty = new ProductCache(new CacheEntries(redis, brief), brief, timeouts, new SimpleMeterRegistry());
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> hasty.whileChanging(List.of(id), () -> {
                    outages.add(Outage.kill(stores, Engine.REDIS));
                    return product.revise();
                }));
    }

    /**
     * Redis answers before it writes to its log if the disk is just busy with that. What it loses then may be a block;
     * the page of Redis says what follows.
     */
    private void awaitLogged() {
        await().until(() -> "0".equals(redis.execute((RedisCallback<String>)
                connection -> Objects.requireNonNull(connection.serverCommands().info("persistence"))
                        .getProperty("aof_buffer_length"))));
    }

    private void assertReadIs(long version) {
        assertThat(editor.get(id).number("/version")).isEqualTo(version);
        await().until(this::redisAnswers);
        assertThat(editor.get(id).number("/version")).isEqualTo(version);
    }

    private boolean redisAnswers() {
        try {
            entries.find(id);
            return true;
        } catch (StoreUnavailableException notYet) {
            return false;
        }
    }
}
