package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.products.Editor;
import dev.polyglotdb.products.Revisions;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.data.redis.core.RedisTemplate;

/** How long the cache accepts no copies of a product that is being written. */
@ShopTest
@SideBySide
class CacheBlockTests {

    private final Editor editor;
    private final ProductCache ours;
    private final ProductCache another;
    private final SharedProduct shared;
    private final RedisTemplate<String, byte[]> redis;
    private final StoreTimeouts timeouts;
    private final Revisions product;
    private final String id;

    CacheBlockTests(
            Shop shop,
            BeanFactory beans,
            ProductCache cache,
            CacheEntries entries,
            ProductCacheProperties properties,
            StoreTimeouts timeouts,
            RedisTemplate<String, byte[]> redis) {
        this.editor = Editor.of(shop);
        this.ours = cache;
        this.another = new ProductCache(entries, properties, timeouts, new SimpleMeterRegistry());
        this.timeouts = timeouts;
        this.redis = redis;
        this.id = shop.product("1.00");
        this.product = new Revisions(id, beans);
        this.shared = new SharedProduct(shop, id, product, entries, ours, another);
    }

    @Test
    void theFirstOfTwoConcurrentWritesToEndDoesNotUnblockTheCache() {
        another.whileChanging(List.of(id), () -> {
            shared.write(product::revise);
            var slow = shared.slowReader(ours);
            assertThat(product.revise()).isTrue();
            assertThat(slow.finish()).isEqualTo(2);
            shared.assertNewIsRead(3);
            return true;
        });

        shared.assertNewIsRead(3);
        shared.awaitCached();
    }

    @Test
    void aWriteThatOutlastsItsBlockRemovesTheCopyCachedMeanwhile() {
        var short50 =
                new ProductCacheProperties(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofMillis(50), null);
        var hasty = new ProductCache(new CacheEntries(redis, short50), short50, timeouts, new SimpleMeterRegistry());

        hasty.whileChanging(List.of(id), () -> {
            shared.awaitCached();
            return product.revise();
        });

        shared.assertNewIsRead(2);
    }

    @Test
    void afterAFailedWriteNoCopyIsCachedForAWhileBecauseItMayStillTakeEffect() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ours.whileChanging(List.of(id), () -> {
                    throw new IllegalStateException("no answer in time");
                }));

        editor.get(id);
        assertThat(shared.isCached()).isFalse();
        product.revise();
        shared.assertNewIsRead(2);
    }
}
