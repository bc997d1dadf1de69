package dev.polyglotdb.lab.timelines;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.MeasuredActivity;
import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.Metric;
import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Workbench;
import dev.polyglotdb.platform.ClassPathText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Timelines: the application's own code on Cassandra, and PostgreSQL with and without partitions. */
public final class TimelineExperiment implements Experiment {

    private static final String CASSANDRA = "Cassandra";
    private static final String PARTITIONED = "PostgreSQL, partitioned";
    private static final String ONE_TABLE = "PostgreSQL, one table";

    private static final String KEYSPACE = "lab_timelines";
    private static final String WRITE = "Write an event";
    private static final String BUSY = "A page of a busy timeline";
    private static final String SPARSE = "A page of a sparse timeline";
    private static final String PRODUCT = "A page of a product";
    private static final String RETENTION = "Forget the oldest week";

    private static final int PAGE = 50;
    private static final int CLIENTS = 8;
    private static final int BATCH = 5_000;
    private static final int WEEKS = 3;

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
        for (var size : bench.sizes(2_000, 100_000, 500_000)) {
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
        var cassandra = new MeasuredActivity(bench.cassandra(), KEYSPACE, Clock.systemUTC());
        var sides = new LinkedHashMap<String, PostgresActivity>();
        sides.put(PARTITIONED, new PostgresActivity(bench.postgres(), "lab_activity", true, order, now));
        sides.put(ONE_TABLE, new PostgresActivity(bench.postgres(), "lab_activity_one", false, order, now));
        load(bench, events, cassandra, sides);

        agree(bench, size, BUSY, cassandra, sides, "user_id", 3L);
        agree(bench, size, SPARSE, cassandra, sides, "user_id", Events.BUSY_USERS + 1L);
        agree(bench, size, PRODUCT, cassandra, sides, "product_id", "product-7");
        read(bench, size, BUSY, cassandra, sides, 0, Events.BUSY_USERS);
        read(bench, size, SPARSE, cassandra, sides, Events.BUSY_USERS, events.sparseUsers());
        write(bench, events, cassandra, sides);
        forget(bench, size, sides);
        conclude(bench, size);
    }

    private static void load(
            Workbench bench, Events events, MeasuredActivity cassandra, Map<String, PostgresActivity> sides)
            throws Exception {
        var size = events.count();
        for (var side : sides.entrySet()) {
            bench.model(side.getKey(), "table and index", side.getValue().schema());
            bench.model(side.getKey(), "insert", side.getValue().insert());
            bench.model(side.getKey(), "page of a user", side.getValue().page("user_id"));
            side.getValue().create();
        }
        for (long from = 0; from < size; from += BATCH) {
            if (from % (20 * BATCH) == 0) {
                bench.step("loading %,d of %,d events".formatted(from, size));
            }
            var batch = events.between(from, Math.min(size, from + BATCH));
            cassandra.load(batch);
            for (var side : sides.values()) {
                side.load(batch);
            }
        }
        for (var side : sides.entrySet()) {
            side.getValue()
                    .execute("vacuum analyze "
                            + (side.getKey().equals(PARTITIONED) ? "lab_activity" : "lab_activity_one"));
            bench.storage(side.getKey(), size, size, side.getValue().bytes());
        }
        // It tells whole mebibytes, of which few events fill none.
        if (size >= 100_000) {
            bench.storage(CASSANDRA, size, size, new CassandraDisk(bench.cassandra(), KEYSPACE).bytesOnceFlushed());
        }
    }

    private static void agree(
            Workbench bench,
            long size,
            String question,
            MeasuredActivity cassandra,
            Map<String, PostgresActivity> sides,
            String column,
            Object owner)
            throws Exception {
        var answers = new LinkedHashMap<String, Callable<List<String>>>();
        answers.put(
                CASSANDRA,
                () -> texts(
                        owner instanceof Long user
                                ? cassandra.ofUser(user, PAGE)
                                : cassandra.ofProduct(owner.toString(), PAGE)));
        for (var side : sides.entrySet()) {
            answers.put(side.getKey(), () -> side.getValue().page(column, owner, PAGE));
            bench.plan(side.getKey(), question, size, side.getValue().plan(column, owner, PAGE));
        }
        bench.same(question, size, answers);
    }

    private static List<String> texts(List<ActivityEvent> events) {
        return events.stream()
                .map(event -> "%d %s %s %s %s %s"
                        .formatted(
                                event.userId(),
                                event.productId(),
                                event.occurredAt(),
                                event.eventId(),
                                event.type(),
                                event.data().json().replace(" ", "")))
                .toList();
    }

    private static void read(
            Workbench bench,
            long size,
            String question,
            MeasuredActivity cassandra,
            Map<String, PostgresActivity> sides,
            long first,
            long users)
            throws Exception {
        var operations = new LinkedHashMap<String, Operation>();
        operations.put(CASSANDRA, (thread, i) -> texts(cassandra.ofUser(first + i * 7919 % users, PAGE)));
        sides.forEach((name, side) ->
                operations.put(name, (thread, i) -> side.page("user_id", first + i * 7919 % users, PAGE)));
        bench.measure(question, size, CLIENTS, operations);
    }

    private static void write(
            Workbench bench, Events events, MeasuredActivity cassandra, Map<String, PostgresActivity> sides)
            throws Exception {
        var operations = new LinkedHashMap<String, Operation>();
        operations.put(CASSANDRA, (thread, i) -> cassandra.record(events.fresh(i)));
        sides.forEach((name, side) -> operations.put(name, (thread, i) -> side.record(events.fresh(i))));
        bench.measure(WRITE, events.count(), CLIENTS, operations);
    }

    private static void forget(Workbench bench, long size, Map<String, PostgresActivity> sides) throws Exception {
        bench.step("forgetting weeks of %,d events".formatted(size));
        for (var side : sides.entrySet()) {
            var activity = side.getValue();
            var from = activity.oldest();
            for (var week = 0; week < WEEKS; week++, from = from.plus(PostgresActivity.PARTITION)) {
                var end = from.plus(PostgresActivity.PARTITION);
                bench.count(RETENTION, side.getKey(), size, "events forgotten", activity.count(end), "events");
                var statement = side.getKey().equals(PARTITIONED)
                        ? "drop table " + activity.partition(from)
                        : "delete from lab_activity_one where occurred_at < '%s'".formatted(end);
                bench.count(RETENTION, side.getKey(), size, "statement", millis(activity, statement), "ms");
                if (side.getKey().equals(ONE_TABLE)) {
                    bench.count(
                            RETENTION,
                            side.getKey(),
                            size,
                            "vacuum",
                            millis(activity, "vacuum lab_activity_one"),
                            "ms");
                }
            }
        }
    }

    private static double millis(PostgresActivity activity, String statement) throws Exception {
        var begin = System.nanoTime();
        activity.execute(statement);
        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1e6;
    }

    private static void conclude(Workbench bench, long size) {
        for (var question : List.of(WRITE, BUSY, SPARSE)) {
            var cassandra = bench.figure(question, CASSANDRA, size, Metric.RATE);
            var postgres = bench.figure(question, PARTITIONED, size, Metric.RATE);
            var verdict = cassandra.isBelow(postgres)
                    ? "Cassandra loses"
                    : postgres.isBelow(cassandra) ? "Cassandra wins" : "no difference beyond the spread";
            bench.finding("%s, %,d events: Cassandra %,.0f a second, partitioned PostgreSQL %,.0f: %s."
                    .formatted(question, size, cassandra.median(), postgres.median(), verdict));
        }
        var drop = bench.figure(RETENTION, PARTITIONED, size, "statement");
        var delete = bench.figure(RETENTION, ONE_TABLE, size, "statement");
        bench.finding(
                ("Forgetting a week of %,d events of 90 days takes PostgreSQL %.1f ms as a partition, and %.1f ms by"
                                + " DELETE, with the vacuum to come. In Cassandra it takes no statement: rows expire, and files go whole.")
                        .formatted(size, drop.median(), delete.median()));
    }

    private static void describe(Workbench bench) {
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
        try (var connection = bench.postgres().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists lab_activity, lab_activity_one");
        }
    }
}
