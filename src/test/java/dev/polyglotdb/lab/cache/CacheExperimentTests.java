package dev.polyglotdb.lab.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.LabTest;
import dev.polyglotdb.lab.Laboratory;
import dev.polyglotdb.products.cache.ProductCache;
import dev.polyglotdb.products.cache.ProductCopy;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisTemplate;

@LabTest
class CacheExperimentTests {

    private final Laboratory laboratory;
    private final MongoClient mongo;
    private final RedisClient redis;

    CacheExperimentTests(Laboratory laboratory, MongoClient mongo, RedisClient redis) {
        this.laboratory = laboratory;
        this.mongo = mongo;
        this.redis = redis;
    }

    @Test
    void everySideTellsTheSameAndNoneButPlainCacheAsideIsEverLate() throws Exception {
        laboratory.tryOut(new CacheExperiment());
    }

    @Test
    void aCacheThatIsNotToldOfWritesDisagrees() {
        assertThatThrownBy(() -> laboratory.tryOut(new CacheExperiment(NotTold::new)))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("old versions");
    }

    /** The race that the experiment waits for, made certain. */
    @Test
    void onlyPlainCacheAsideKeepsWhatWasReadBeforeAWrite() {
        try (var stores = new CacheStores(mongo, redis, Leases::new)) {
            var id = stores.load(1).get(0);
            var late = new LinkedHashMap<String, Long>();
            for (var side : stores.sides(2, Duration.ofMinutes(10))) {
                var written = new long[1];
                side.instance(0).get(id, () -> {
                    var found = side.readers().find(id);
                    written[0] = side.revise(1, id);
                    return found;
                });
                late.put(side.name(), written[0] - side.read(0, id).version());
            }

            assertThat(late).isEqualTo(Map.of(CacheSide.NONE, 0L, CacheSide.ASIDE, 1L, CacheSide.LEASES, 0L));
        }
    }

    /** Writes past the cache. */
    private record NotTold(Caching told) implements Caching {

        NotTold(ProductCache cache, RedisTemplate<String, byte[]> template) {
            this(new Leases(cache, template));
        }

        @Override
        public Optional<ProductCopy> get(String id, Supplier<Optional<ProductCopy>> read) {
            return told.get(id, read);
        }

        @Override
        public boolean change(String id, Supplier<Boolean> write) {
            return write.get();
        }

        @Override
        public void evict(Collection<String> ids) {
            told.evict(ids);
        }
    }
}
