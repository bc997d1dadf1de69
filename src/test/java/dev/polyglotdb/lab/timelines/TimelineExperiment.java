package dev.polyglotdb.lab.timelines;

import static dev.polyglotdb.lab.timelines.TimelineSides.CASSANDRA;
import static dev.polyglotdb.lab.timelines.TimelineSides.ONE_TABLE;
import static dev.polyglotdb.lab.timelines.TimelineSides.PARTITIONED;

import dev.polyglotdb.activity.MeasuredActivity;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Scale;
import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.platform.ClassPathText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;

/** Timelines: the application's own code on Cassandra, and PostgreSQL with and without partitions. */
public final class TimelineExperiment implements Experiment {

    static final String KEYSPACE = "lab_timelines";
    private static final String WRITE = "Write an event";
    private static final String SCARCE = "Write an event, PostgreSQL's indexes beyond its memory";
    private static final String BUSY = "A page of a busy timeline";
    private static final String SPARSE = "A page of a sparse timeline";
    private static final String PRODUCT = "A page of a product";

    private final String order;

    public TimelineExperiment() {
        this("desc");
    }

    /** @param order in which PostgreSQL reads; only {@code desc} is right */
    TimelineExperiment(String order) {
        this.order = order;
    }

    @Override
    public String name() {
        return "timelines";
    }

    @Override
    public String title() {
        return "Timelines: append, read the newest, forget";
    }

    @Override
    public String question() {
        return "Events of 90 days are written one by one, read newest first by user and by product, and forgotten. Each"
                + " event costs Cassandra two rows, one for each question, and PostgreSQL one row in two indexes.";
    }

    @Override
    public void run(Workbench bench) throws Exception {
        describe(bench);
        for (var size : bench.sizes(1_000, 10_000, 2_000, 100_000, 1_000_000)) {
            try {
                run(bench, size);
            } finally {
                drop(bench);
            }
        }
    }

    private void run(Workbench bench, long size) throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var events = new Events(now, size);
        drop(bench);
        var postgres = new LinkedHashMap<String, PostgresActivity>();
        postgres.put(PARTITIONED, new PostgresActivity(bench.postgres(), "lab_activity", true, order, now));
        postgres.put(ONE_TABLE, new PostgresActivity(bench.postgres(), "lab_activity_one", false, order, now));
        var cassandra = new MeasuredActivity(bench.cassandra(), KEYSPACE, Clock.systemUTC());
        var sides = new TimelineSides(bench, cassandra, postgres);
        sides.load(events);

        sides.agree(size, BUSY, "user_id", 3L);
        sides.agree(size, SPARSE, "user_id", Events.BUSY_USERS + 1L);
        sides.agree(size, PRODUCT, "product_id", "product-7");
        sides.read(size, BUSY, 0, Events.BUSY_USERS);
        sides.read(size, SPARSE, Events.BUSY_USERS, events.sparseUsers());
        sides.write(WRITE, events, 0);
        if (bench.scale() == Scale.LARGE) {
            try (var scarce =
                    ScarceMemory.begin(bench.postgres(), () -> bench.control().restart(Engine.POSTGRES))) {
                sides.write(SCARCE, events, ScarceMemory.FIRST);
            }
        }
        Forgetting.measure(bench, size, postgres);
        if (size >= CassandraExpiry.LEAST_SIZE) {
            CassandraExpiry.measure(bench, events, cassandra);
            CassandraExpiry.conclude(bench, size);
        }
        conclude(bench, size);
    }

    private static void conclude(Workbench bench, long size) {
        for (var question : List.of(WRITE, BUSY, SPARSE)) {
            conclude(bench, size, question, PARTITIONED);
        }
        if (bench.scale() == Scale.LARGE) {
            conclude(bench, size, SCARCE, PARTITIONED);
            conclude(bench, size, SCARCE, ONE_TABLE);
        }
        Forgetting.conclude(bench, size);
    }

    private static void conclude(Workbench bench, long size, String question, String side) {
        var cassandra = bench.figure(question, CASSANDRA, size, Metric.RATE);
        var postgres = bench.figure(question, side, size, Metric.RATE);
        bench.finding("%s, %,d events: Cassandra %,.0f a second, %s %,.0f: %s."
                .formatted(
                        question,
                        size,
                        cassandra.median(),
                        side,
                        postgres.median(),
                        cassandra.verdict(CASSANDRA, postgres)));
    }

    private static void describe(Workbench bench) {
        for (var side : List.of(PARTITIONED, ONE_TABLE)) {
            bench.model(side, "settings for indexes beyond its memory", ScarceMemory.SETTINGS);
        }
        bench.model(
                CASSANDRA,
                "tables (src/main/resources/cassandra/activity.cql)",
                ClassPathText.read("cassandra/activity.cql"));
        bench.durability(
                CASSANDRA,
                "commit log synced before the acknowledgement (commitlog_sync batch); one node, LOCAL_QUORUM");
        bench.durability(PARTITIONED, "WAL flushed before the acknowledgement (synchronous_commit on)");
        bench.durability(ONE_TABLE, "WAL flushed before the acknowledgement (synchronous_commit on)");
    }

    private static void drop(Workbench bench) throws Exception {
        bench.cassandra().execute("DROP KEYSPACE IF EXISTS " + KEYSPACE);
        new Sql(bench.postgres()).execute("drop table if exists lab_activity, lab_activity_one");
    }
}
