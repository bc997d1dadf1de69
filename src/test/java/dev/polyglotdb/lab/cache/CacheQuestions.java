package dev.polyglotdb.lab.cache;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.products.cache.MeasuredCache;
import dev.polyglotdb.testing.Parallel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** What the sides are asked, over the products with these ids. */
record CacheQuestions(Workbench bench, CacheStores stores, List<String> ids) {

    static final String READ = "Read a product";
    static final String FILL = "Fill an empty cache";
    static final String STAMPEDE = "Everybody asks for a product whose copy is gone";
    static final String CHANGE = "Read while products change";
    static final String OVERLAP = "After two writes of a product at once";
    static final String QUERIES = "queries to the database, of 1,000 reads";
    static final String ONE_INSTANCE = "queries of 64 clients, one instance";
    static final String FOUR_INSTANCES = "queries of 64 clients, four instances";
    static final String STALE = "stale reads, of a million";
    static final String STALE_VALUES = "versions told after a newer one, of 1,000 writes";
    static final String OLDEST = "oldest of them: told after it was superseded";
    static final String LEFT = "products still told in an old version when all writes have ended";
    static final String KEPT_AGAIN = "copies are kept again within";

    /** So that copies expire while they are measured. */
    static final Duration SHORT = Duration.ofSeconds(1);

    private static final int CLIENTS = 8;
    private static final int HOT = 20;
    private static final int AFTER = 1_000;
    private static final int MOST = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofMillis(20);

    /** Has each side tell products that it has no copy of, and those again: they must be the same, byte for byte. */
    void agree() throws Exception {
        var answers = new LinkedHashMap<String, Callable<List<String>>>();
        for (var side : stores.sides(2, MeasuredCache.defaultTtl())) {
            answers.put(side.name(), () -> {
                var texts = new ArrayList<String>();
                for (var i = 0; i < 4 * HOT; i++) {
                    var copy = side.read(i % 3, ids.get(i / 2));
                    texts.add(copy.version() + " " + new String(copy.json(), StandardCharsets.UTF_8));
                }
                return texts;
            });
        }
        bench.same(READ, ids.size(), answers);
    }

    void read() throws Exception {
        var operations = new LinkedHashMap<String, Operation>();
        for (var side : stores.sides(1, MeasuredCache.defaultTtl())) {
            operations.put(side.name(), (thread, i) -> side.read(thread, ids.get((int) (i * 7919 % ids.size()))));
        }
        bench.measure(READ, ids.size(), CLIENTS, operations);
    }

    /** Counts queries while the copies come, the popular ones first. */
    void fill() {
        for (var round = 0; round < rounds(1, 1, 5); round++) {
            fill(round);
        }
    }

    private void fill(int round) {
        for (var side : stores.sides(1, MeasuredCache.defaultTtl())) {
            bench.step("filling the cache: " + side.name());
            side.evict(ids);
            var reads = Math.min(MOST, 10 * ids.size()) / CLIENTS;
            var before = stores.queries();
            Parallel.each(CLIENTS, client -> {
                var random = new SplittableRandom(round * CLIENTS + client);
                for (var i = 0; i < reads; i++) {
                    side.read(client, ids.get((int) (ids.size() * Math.pow(random.nextDouble(), 3))));
                }
                return client;
            });
            count(FILL, side, QUERIES, 1_000.0 * (stores.queries() - before) / (reads * CLIENTS), "queries");
        }
    }

    void stampede() throws Disagreement {
        bench.step("stampede");
        for (var round = 0; round < rounds(2, 10, 30); round++) {
            stampede(1, ONE_INSTANCE, ids.get(round));
            stampede(4, FOUR_INSTANCES, ids.get(round));
        }
    }

    private void stampede(int instances, String what, String id) throws Disagreement {
        for (var side : stores.sides(instances, MeasuredCache.defaultTtl())) {
            var queries = Stampede.queries(side, id, stores::queries);
            if (side.name().equals(CacheSide.NONE) && queries != Stampede.CLIENTS) {
                throw new Disagreement("%s: %d queries without a cache".formatted(STAMPEDE, queries));
            }
            count(STAMPEDE, side, what, queries, "queries");
        }
    }

    /** Counts stale reads. Only plain cache-aside may have any. */
    void change() throws Disagreement {
        var hot = ids.subList(0, HOT);
        for (var round = 0; round < rounds(1, 3, 5); round++) {
            for (var side : stores.sides(2, SHORT)) {
                bench.step("%s: %s, round %d".formatted(CHANGE, side.name(), round + 1));
                side.evict(hot);
                var seen = traffic().against(side, hot, stores::queries, round);
                if (!side.name().equals(CacheSide.ASIDE) && seen.staleness().reads() + seen.left() > 0) {
                    throw new Disagreement("%s: %s told %d old versions, up to %.1f ms late, and %d at the end"
                            .formatted(
                                    CHANGE,
                                    side.name(),
                                    seen.staleness().reads(),
                                    seen.staleness().oldestMillis(),
                                    seen.left()));
                }
                note(side, seen);
            }
        }
    }

    private Traffic traffic() {
        return switch (bench.scale()) {
            case BUILD -> new Traffic(PATIENCE, 60);
            case SMALL -> new Traffic(Duration.ofMillis(1_200), Long.MAX_VALUE);
            case LARGE -> new Traffic(Duration.ofSeconds(8), Long.MAX_VALUE);
        };
    }

    private void note(CacheSide side, Traffic.Seen seen) {
        count(CHANGE, side, "reads", seen.reads(), "reads");
        count(CHANGE, side, QUERIES, 1_000.0 * seen.queries() / seen.reads(), "queries");
        count(CHANGE, side, STALE, 1e6 * seen.staleness().reads() / seen.reads(), "reads");
        count(CHANGE, side, STALE_VALUES, 1e3 * seen.staleness().values() / seen.writes(), "versions");
        count(CHANGE, side, OLDEST, seen.staleness().oldestMillis(), "ms");
        count(CHANGE, side, LEFT, seen.left(), "products");
    }

    /** Has two instances write at the same time, and readers after both have ended. */
    void overlap() {
        bench.step(OVERLAP);
        for (var round = 0; round < rounds(1, 1, 5); round++) {
            overlap(ids.get(round));
        }
    }

    private void overlap(String id) {
        for (var side : stores.sides(2, MeasuredCache.defaultTtl())) {
            side.read(0, id);
            side.instance(0).change(id, () -> side.revise(1, id) > 0);
            var ended = System.nanoTime();
            var before = stores.queries();
            Parallel.each(CLIENTS, client -> {
                for (var i = 0; i < AFTER / CLIENTS; i++) {
                    side.read(client, id);
                }
                return client;
            });
            count(OVERLAP, side, QUERIES, stores.queries() - before, "queries");
            if (bench.scale() != Scale.BUILD && !side.name().equals(CacheSide.NONE)) {
                await().atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(TICK)
                        .until(() -> isKept(side, id));
                count(OVERLAP, side, KEPT_AGAIN, (System.nanoTime() - ended) / 1e6, "ms");
            }
        }
    }

    private boolean isKept(CacheSide side, String id) {
        var before = stores.queries();
        side.read(0, id);
        return stores.queries() == before;
    }

    private int rounds(int build, int small, int large) {
        return switch (bench.scale()) {
            case BUILD -> build;
            case SMALL -> small;
            case LARGE -> large;
        };
    }

    private void count(String question, CacheSide side, String what, double value, String unit) {
        bench.count(question, side.name(), ids.size(), what, value, unit);
    }
}
