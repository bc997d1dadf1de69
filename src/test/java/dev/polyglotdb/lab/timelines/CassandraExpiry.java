package dev.polyglotdb.lab.timelines;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.activity.MeasuredActivity;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.EngineUse;
import dev.polyglotdb.lab.Workbench;
import java.time.Duration;
import java.time.Instant;

/**
 * What it takes Cassandra to forget: nobody asks it to. Events are written that are nearly as old as the retention, and
 * whose files go once they have expired. Without the day of grace that the application's tables have.
 */
final class CassandraExpiry {

    /** Enough to be seen on a disk that is told in mebibytes. */
    static final long LEAST_SIZE = 1_000_000;

    private static final String QUESTION = "Let 40,000 events expire";
    private static final int ROUNDS = 3;
    private static final int EVENTS = 40_000;
    private static final int BATCH = 5_000;
    private static final long SEEN = 4 << 20;
    private static final long ROUNDED = 1 << 20;
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private CassandraExpiry() {}

    static void measure(Workbench bench, Events events, MeasuredActivity cassandra) {
        var disk = new CassandraDisk(bench.cassandra(), TimelineExperiment.KEYSPACE);
        disk.dropExpiredSoon();
        disk.flushEvery(500);
        try {
            for (var round = 0; round < ROUNDS; round++) {
                bench.step("letting events expire, round %d".formatted(round + 1));
                disk.awaitRest();
                measure(bench, events, cassandra, disk, round * EVENTS);
            }
        } finally {
            disk.flushEvery(0);
        }
    }

    private static void measure(
            Workbench bench, Events events, MeasuredActivity cassandra, CassandraDisk disk, int first) {
        var before = disk.bytes();
        var end = Instant.now().plus(LIFE);
        for (var from = first; from < first + EVENTS; from += BATCH) {
            cassandra.load(events.dated(end.minus(MeasuredActivity.RETENTION), from, from + BATCH));
        }
        await("written").atMost(PATIENCE).until(() -> disk.bytes() >= before + SEEN);
        await("expired").atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
        var full = disk.bytes();
        var used = processor(bench);
        await("gone").atMost(PATIENCE).until(() -> disk.bytes() <= before + ROUNDED);
        var took = Duration.between(end, Instant.now());
        var size = events.count();
        bench.count(QUESTION, TimelineSides.CASSANDRA, size, "gone from disk", (full - disk.bytes()) / 1e6, "MB");
        bench.count(QUESTION, TimelineSides.CASSANDRA, size, "gone after", took.toMillis() / 1e3, "s");
        var cost = processor(bench).minus(used);
        if (!cost.isZero()) {
            bench.count(QUESTION, TimelineSides.CASSANDRA, size, "processor meanwhile", cost.toMillis(), "ms");
        }
    }

    private static Duration processor(Workbench bench) {
        return bench.control().use(Engine.CASSANDRA).map(EngineUse::processor).orElse(Duration.ZERO);
    }

    static void conclude(Workbench bench, long size) {
        var after = bench.figure(QUESTION, TimelineSides.CASSANDRA, size, "gone after");
        var gone = bench.figure(QUESTION, TimelineSides.CASSANDRA, size, "gone from disk");
        bench.finding("Events that expire in Cassandra leave its disk by themselves, without their day of grace %.0f s"
                        .formatted(after.median())
                + " after they expired, %.0f MB of 40,000 events at a time.".formatted(gone.median()));
    }
}
