package dev.polyglotdb.lab.cache;

import dev.polyglotdb.testing.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Clients who read some products, and now and then change one. A product is changed by one client at a time, as its
 * version says.
 *
 * @param time how long each client goes on
 * @param calls how many calls each makes at most
 */
record Traffic(Duration time, long calls) {

    static final int CLIENTS = 32;
    static final int READS_PER_WRITE = 25;

    private record Share(Staleness staleness, long reads, long writes) {}

    /**
     * What came of it.
     *
     * @param queries those of readers to the database
     * @param left products whose old version is still told after all writes have ended
     */
    record Seen(Staleness staleness, long reads, long writes, long queries, long left) {}

    Seen against(CacheSide side, List<String> ids, LongSupplier queries, long seed) {
        var versions = ids.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> new Acknowledged(
                                side.readers().find(id).orElseThrow().version())));
        var before = queries.getAsLong();
        var end = System.nanoTime() + time.toNanos();
        var shares = Parallel.each(CLIENTS, client -> share(side, ids, versions, client, seed, end));
        var sent = queries.getAsLong() - before;
        var left = ids.stream()
                .filter(id ->
                        side.read(0, id).version() < acknowledged(versions, id).latest())
                .count();
        return new Seen(
                Staleness.of(shares.stream().map(Share::staleness).toList()),
                shares.stream().mapToLong(Share::reads).sum(),
                shares.stream().mapToLong(Share::writes).sum(),
                sent,
                left);
    }

    private Share share(
            CacheSide side, List<String> ids, Map<String, Acknowledged> versions, int client, long seed, long end) {
        var random = new SplittableRandom(seed * CLIENTS + client);
        var staleness = new Staleness();
        long reads = 0;
        long writes = 0;
        while (reads + writes < calls && System.nanoTime() < end) {
            var id = ids.get(random.nextInt(ids.size()));
            var acknowledged = acknowledged(versions, id);
            if (random.nextInt(READS_PER_WRITE + 1) == 0) {
                revise(side, client, id, acknowledged);
                writes++;
            } else {
                read(side, client, id, acknowledged, staleness);
                reads++;
            }
        }
        return new Share(staleness, reads, writes);
    }

    private static void revise(CacheSide side, int client, String id, Acknowledged acknowledged) {
        // Not the monitor that readers take: they must not wait for a write.
        synchronized (acknowledged.writers()) {
            acknowledged.add(side.revise(client, id), System.nanoTime());
        }
    }

    private static void read(CacheSide side, int client, String id, Acknowledged acknowledged, Staleness staleness) {
        var least = acknowledged.latest();
        var begin = System.nanoTime();
        var version = side.read(client, id).version();
        if (version < least) {
            staleness.add(id, version, begin - acknowledged.supersededAt(version));
        }
    }

    private static Acknowledged acknowledged(Map<String, Acknowledged> versions, String id) {
        return Objects.requireNonNull(versions.get(id));
    }
}
