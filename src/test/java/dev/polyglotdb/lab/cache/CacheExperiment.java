package dev.polyglotdb.lab.cache;

import static dev.polyglotdb.lab.cache.CacheQuestions.CHANGE;
import static dev.polyglotdb.lab.cache.CacheQuestions.FOUR_INSTANCES;
import static dev.polyglotdb.lab.cache.CacheQuestions.LEFT;
import static dev.polyglotdb.lab.cache.CacheQuestions.OLDEST;
import static dev.polyglotdb.lab.cache.CacheQuestions.ONE_INSTANCE;
import static dev.polyglotdb.lab.cache.CacheQuestions.OVERLAP;
import static dev.polyglotdb.lab.cache.CacheQuestions.QUERIES;
import static dev.polyglotdb.lab.cache.CacheQuestions.READ;
import static dev.polyglotdb.lab.cache.CacheQuestions.STALE;
import static dev.polyglotdb.lab.cache.CacheQuestions.STALE_VALUES;
import static dev.polyglotdb.lab.cache.CacheQuestions.STAMPEDE;
import static dev.polyglotdb.lab.cache.CacheSide.ASIDE;
import static dev.polyglotdb.lab.cache.CacheSide.LEASES;
import static dev.polyglotdb.lab.cache.CacheSide.NONE;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.products.cache.MeasuredCache;
import dev.polyglotdb.products.cache.ProductCache;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.data.redis.core.RedisTemplate;

/** Copies of products in Redis: none, plain cache-aside, and the application's own protocol of leases and blocks. */
public final class CacheExperiment implements Experiment {

    private static final long FEW = 200;
    private static final long MANY = 5_000;

    private final BiFunction<ProductCache, RedisTemplate<String, byte[]>, Caching> leases;

    public CacheExperiment() {
        this(Leases::new);
    }

    /** @param leases makes the side of the application's cache; only that of the other constructor is right */
    CacheExperiment(BiFunction<ProductCache, RedisTemplate<String, byte[]>, Caching> leases) {
        this.leases = leases;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public String title() {
        return "Cache: copies of products in Redis";
    }

    @Override
    public String question() {
        return "A product is read far more often than it changes. What does a copy in Redis spare the database, what"
                + " happens when a popular one is gone, and how often is somebody told an old version after a newer one"
                + " was acknowledged?";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        describe(bench);
        try (var stores = new CacheStores(bench.mongo(), bench.redis(), leases)) {
            for (var size : bench.scale() == Scale.LARGE ? List.of(FEW, MANY) : List.of(FEW)) {
                bench.step("loading %,d products".formatted(size));
                var questions = new CacheQuestions(bench, stores, stores.load(size));
                questions.agree();
                questions.fill();
                questions.read();
                if (size == FEW) {
                    questions.stampede();
                    questions.change();
                    questions.overlap();
                }
                concludeReads(bench, size);
            }
        }
        conclude(bench);
    }

    private static void concludeReads(Workbench bench, long size) {
        var ours = bench.figure(READ, LEASES, size, Metric.RATE);
        var aside = bench.figure(READ, ASIDE, size, Metric.RATE);
        bench.finding("%s, %,d products: leases %,.0f a second, plain cache-aside %,.0f: %s."
                .formatted(READ, size, ours.median(), aside.median(), ours.verdict("leases", aside)));
        if (bench.emulated(Engine.MONGODB)) {
            bench.finding("MongoDB is an emulator in this run: its queries are counted, its speed is not judged.");
        } else {
            var none = bench.figure(READ, NONE, size, Metric.RATE);
            bench.finding("%s, %,d products: leases %,.0f a second, no cache %,.0f: %s."
                    .formatted(READ, size, ours.median(), none.median(), ours.verdict("leases", none)));
        }
    }

    private static void conclude(Workbench bench) {
        for (var side : new String[] {ASIDE, LEASES}) {
            var staleReads = bench.figure(CHANGE, side, FEW, STALE).max();
            var staleValues = bench.figure(CHANGE, side, FEW, STALE_VALUES).max();
            var oldest = bench.figure(CHANGE, side, FEW, OLDEST).max();
            var left = bench.figure(CHANGE, side, FEW, LEFT).max();
            bench.finding(
                    "%s, %s, the worst round: %,.0f stale reads of a million, %,.1f stale versions of 1,000 writes,"
                                    .formatted(CHANGE, side, staleReads, staleValues)
                            + " told up to %,.0f ms late; %,.0f of 20 products still old at the end."
                                    .formatted(oldest, left));
            bench.finding("%s, %s: queries of 64 clients: %,.0f on one instance, %,.0f on four."
                    .formatted(
                            STAMPEDE,
                            side,
                            middle(bench, STAMPEDE, side, ONE_INSTANCE),
                            middle(bench, STAMPEDE, side, FOUR_INSTANCES)));
            bench.finding("%s, %s: %,.0f queries of 1,000 reads. %s: %,.0f."
                    .formatted(
                            CHANGE,
                            side,
                            middle(bench, CHANGE, side, QUERIES),
                            OVERLAP,
                            middle(bench, OVERLAP, side, QUERIES)));
        }
        bench.finding("A copy lives %d s in the rounds with writes, and %d min by default: so long can it be told late."
                .formatted(
                        CacheQuestions.SHORT.toSeconds(),
                        MeasuredCache.defaultTtl().toMinutes()));
    }

    private static double middle(Workbench bench, String question, String side, String what) {
        return bench.figure(question, side, FEW, what).median();
    }

    private static void describe(Workbench bench) {
        bench.model(NONE, "read and write", "read:  find in MongoDB\nwrite: replace in MongoDB");
        bench.model(ASIDE, "read and write", CacheAside.COMMANDS);
        bench.model(LEASES, "read and write (ProductCache, CacheEntries)", Leases.COMMANDS);
        bench.durability(NONE, "a write is acknowledged by MongoDB: majority, journal");
        bench.durability(ASIDE, "the same; a copy may be lost at any time");
        bench.durability(LEASES, "the same; while Redis is away, products cannot be changed");
    }
}
