package dev.polyglotdb.lab.timelines;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.MeasuredActivity;
import dev.polyglotdb.lab.Operation;
import dev.polyglotdb.lab.Workbench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The models that are asked: one in Cassandra, and two in PostgreSQL. */
record TimelineSides(Workbench bench, MeasuredActivity cassandra, Map<String, PostgresActivity> postgres) {

    static final String CASSANDRA = "Cassandra";
    static final String PARTITIONED = "PostgreSQL, partitioned";
    static final String ONE_TABLE = "PostgreSQL, one table";

    private static final int PAGE = 50;
    private static final int CLIENTS = 8;
    private static final int BATCH = 5_000;

    /** Creates the tables of PostgreSQL, and fills all sides. */
    void load(Events events) throws Exception {
        var size = events.count();
        for (var side : postgres.entrySet()) {
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
            for (var side : postgres.values()) {
                side.load(batch);
            }
        }
        for (var side : postgres.entrySet()) {
            side.getValue()
                    .execute("vacuum analyze "
                            + (side.getKey().equals(PARTITIONED) ? "lab_activity" : "lab_activity_one"));
            bench.storage(side.getKey(), size, size, side.getValue().bytes());
        }
        // It tells whole mebibytes, of which few events fill none.
        if (size >= 100_000) {
            bench.storage(
                    CASSANDRA,
                    size,
                    size,
                    new CassandraDisk(bench.cassandra(), TimelineExperiment.KEYSPACE).bytesOnceFlushed());
        }
    }

    /** Has the sides answer the same question, and fails unless they do so with the same rows. */
    void agree(long size, String question, String column, Object owner) throws Exception {
        var answers = new LinkedHashMap<String, Callable<List<String>>>();
        answers.put(
                CASSANDRA,
                () -> texts(
                        owner instanceof Long user
                                ? cassandra.ofUser(user, PAGE)
                                : cassandra.ofProduct(owner.toString(), PAGE)));
        for (var side : postgres.entrySet()) {
            answers.put(side.getKey(), () -> side.getValue().page(column, owner, PAGE));
            bench.plan(side.getKey(), question, size, side.getValue().pagePlan(column, owner, PAGE));
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

    /** Measures pages of users in turn. */
    void read(long size, String question, long first, long users) throws Exception {
        var operations = new LinkedHashMap<String, Operation>();
        operations.put(CASSANDRA, (thread, i) -> texts(cassandra.ofUser(first + i * 7919 % users, PAGE)));
        postgres.forEach((name, side) ->
                operations.put(name, (thread, i) -> side.page("user_id", first + i * 7919 % users, PAGE)));
        bench.measure(question, size, CLIENTS, operations);
    }

    /**
     * Measures single writes.
     *
     * @param first the number of the first fresh event
     */
    void write(String question, Events events, long first) throws Exception {
        for (var side : postgres.entrySet()) {
            bench.plan(side.getKey(), question, events.count(), side.getValue().insertPlan(events.fresh(first)));
        }
        var operations = new LinkedHashMap<String, Operation>();
        operations.put(CASSANDRA, (thread, i) -> cassandra.record(events.fresh(first + i)));
        postgres.forEach((name, side) -> operations.put(name, (thread, i) -> side.record(events.fresh(first + i))));
        bench.measure(question, events.count(), CLIENTS, operations);
    }
}
