package dev.polyglotdb.lab.cache;

import com.mongodb.client.MongoClient;
import dev.polyglotdb.platform.stores.MeasuredRedis;
import dev.polyglotdb.products.ManyProducts;
import dev.polyglotdb.products.MeasuredCatalog;
import dev.polyglotdb.products.cache.MeasuredCache;
import dev.polyglotdb.products.cache.ProductCache;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.data.redis.core.RedisTemplate;

/** The database of the experiment and the keys of its sides, from which sides are made. */
final class CacheStores implements AutoCloseable {

    private static final String DATABASE = "lab_cache";

    private final CountedMongo countedMongo;
    private final MeasuredRedis ofAside;
    private final MeasuredRedis ofLeases;
    private final MeasuredCatalog readers;
    private final MeasuredCatalog writers;
    private final BiFunction<ProductCache, RedisTemplate<String, byte[]>, Caching> leases;

    /** @param leases makes our side of the application's cache */
    CacheStores(
            MongoClient mongo,
            RedisClient redis,
            BiFunction<ProductCache, RedisTemplate<String, byte[]>, Caching> leases) {
        countedMongo = new CountedMongo(mongo);
        ofAside = new MeasuredRedis(redis, "lab_aside:");
        ofLeases = new MeasuredRedis(redis, "lab_leases:");
        readers = new MeasuredCatalog(countedMongo.client(), DATABASE);
        writers = new MeasuredCatalog(mongo, DATABASE);
        this.leases = leases;
    }

    /** Fills the database anew. Returns the ids. */
    List<String> load(long size) {
        clear();
        writers.createIndexes();
        var products = new ManyProducts();
        writers.load(products, size, Instant.EPOCH);
        return LongStream.range(0, size).mapToObj(products::id).toList();
    }

    /** Returns the sides, each with a number of instances. */
    List<CacheSide> sides(int instances, Duration ttl) {
        return List.of(
                side(CacheSide.NONE, instances, Uncached::new),
                side(CacheSide.ASIDE, instances, () -> new CacheAside(ofAside.binary(), ttl)),
                side(
                        CacheSide.LEASES,
                        instances,
                        () -> leases.apply(MeasuredCache.instance(ofLeases, ttl), ofLeases.binary())));
    }

    private CacheSide side(String name, int instances, Supplier<Caching> caching) {
        return new CacheSide(name, Stream.generate(caching).limit(instances).toList(), readers, writers);
    }

    /** Returns how many queries readers have sent to MongoDB. */
    long queries() {
        return countedMongo.queries();
    }

    private void clear() {
        writers.drop();
        for (var template : List.of(ofAside.binary(), ofLeases.binary())) {
            template.delete(template.keys("*"));
        }
    }

    @Override
    public void close() {
        clear();
        ofAside.close();
        ofLeases.close();
        countedMongo.close();
    }
}
