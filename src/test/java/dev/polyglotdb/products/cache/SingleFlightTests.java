package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisTemplate;

/** How often a product is read from its source. The source is a stub; the product exists in no database. */
@ShopTest
class SingleFlightTests {

    private static final int READERS = 32;

    private final RedisTemplate<String, byte[]> redis;
    private final CacheEntries entries;
    private final ProductCacheProperties properties;
    private final StoreTimeouts timeouts;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ProductCache cache;
    private final String id = Shop.unique("cold");
    private final AtomicInteger reads = new AtomicInteger();
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    SingleFlightTests(
            CacheEntries entries,
            ProductCacheProperties properties,
            StoreTimeouts timeouts,
            RedisTemplate<String, byte[]> redis) {
        this.redis = redis;
        this.entries = entries;
        this.properties = properties;
        this.timeouts = timeouts;
        this.cache = new ProductCache(entries, properties, timeouts, metrics);
    }

    @RepeatedTest(20)
    void concurrentReadersOfAnUncachedProductCauseOneRead() {
        var barrier = new CyclicBarrier(READERS);

        var answers = Parallel.each(READERS, i -> {
            meet(barrier);
            return cache.get(id, this::read).orElseThrow().version();
        });

        assertThat(answers).containsOnly(1L);
        assertThat(reads).hasValue(1);
        assertThat(entries.find(id)).isInstanceOf(ProductCopy.class);
    }

    @Test
    void laterReadersCauseNoFurtherRead() {
        cache.get(id, this::read);

        cache.get(id, this::read);

        assertThat(reads).hasValue(1);
        assertThat(gets("hit")).isEqualTo(1);
        assertThat(gets("miss")).isEqualTo(1);
    }

    @Test
    void aFailureIsSharedButNotCached() {
        Supplier<Optional<ProductCopy>> failing = () -> {
            reads.incrementAndGet();
            await().until(() -> followers() == READERS - 1);
            throw new StoreUnavailableException(Store.MONGODB, new IllegalStateException());
        };

        Parallel.each(READERS, i -> {
            readers.add(Thread.currentThread());
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> cache.get(id, failing));
            return i;
        });

        assertThat(reads).hasValue(1);
        assertThat(cache.get(id, this::read)).isPresent();
        assertThat(entries.find(id)).isInstanceOf(ProductCopy.class);
    }

    @Test
    void aMissingProductIsNotCached() {
        assertThat(cache.get(id, Optional::empty)).isEmpty();

        assertThat(redis.hasKey("product:" + id)).isFalse();
        assertThat(cache.get(id, this::read)).isPresent();
    }

    @Test
    void aReaderOfAnotherInstanceDoesNotHoldUpOurs() {
        var other = new ProductCache(entries, properties, timeouts, metrics);
        var slow = SlowReader.start(other, id, this::read);

        assertThat(cache.get(id, this::read)).isPresent();
        assertThat(entries.find(id)).isInstanceOf(CacheEntry.Lease.class);

        slow.finish();
        assertThat(entries.find(id)).isInstanceOf(ProductCopy.class);
    }

    @Test
    void aReaderWhoIsSlowerThanTheLeaseKeepsNoCopyAndHoldsUpNobody() {
        var short50 =
                new ProductCacheProperties(Duration.ofMinutes(10), Duration.ofMillis(50), Duration.ofSeconds(5), null);
        var hasty = new ProductCache(new CacheEntries(redis, short50), short50, timeouts, metrics);
        var slow = SlowReader.start(hasty, id, this::read);
        await().until(() -> !redis.hasKey("product:" + id));

        assertThat(cache.get(id, () -> Optional.of(copy(2))))
                .map(ProductCopy::version)
                .hasValue(2L);
        assertThat(slow.finish()).isEqualTo(1);

        assertThat(entries.find(id)).isInstanceOf(ProductCopy.class);
        assertThat(cache.get(id, this::read)).map(ProductCopy::version).hasValue(2L);
    }

    @Test
    void aCopyLivesNoLongerThanItsTtlAndABlockToo() {
        cache.get(id, this::read);
        assertThat(redis.getExpire("product:" + id))
                .isBetween(1L, properties.ttl().toSeconds());

        cache.whileChanging(List.of(id), () -> {
            assertThat(redis.getExpire("product:" + id))
                    .isBetween(1L, properties.block().toSeconds());
            return true;
        });

        assertThat(redis.hasKey("product:" + id)).isFalse();
    }

    private Optional<ProductCopy> read() {
        reads.incrementAndGet();
        return Optional.of(copy(1));
    }

    private static ProductCopy copy(long version) {
        return new ProductCopy(version, new byte[] {'{', '}'});
    }

    /** Returns how many of the test's readers wait for another one. */
    private long followers() {
        return readers.stream()
                .map(Thread::getStackTrace)
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(call -> call.getClassName().equals(SingleFlight.Flight.class.getName())
                                && call.getMethodName().equals("follow")))
                .count();
    }

    private double gets(String result) {
        return metrics.counter("cache.gets", "cache", "products", "result", result)
                .count();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
