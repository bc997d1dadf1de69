package dev.polyglotdb.lab.timelines;

import dev.polyglotdb.lab.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What it takes PostgreSQL to forget a week: a partition that is dropped, or rows that are deleted. */
final class Forgetting {

    private static final String QUESTION = "Forget the oldest week";
    private static final int WEEKS = 3;

    private Forgetting() {}

    static void measure(Workbench bench, long size, Map<String, PostgresActivity> sides) throws Exception {
        bench.step("forgetting weeks of %,d events".formatted(size));
        for (var side : sides.entrySet()) {
            bench.count(QUESTION, side.getKey(), size, "size before", megabytes(side.getValue()), "MB");
        }
        for (var week = 0; week < WEEKS; week++) {
            for (var side : sides.entrySet()) {
                var activity = side.getValue();
                forget(bench, size, side.getKey(), activity, activity.oldest().plus(weeks(week)));
            }
        }
        for (var side : sides.entrySet()) {
            var activity = side.getValue();
            bench.count(QUESTION, side.getKey(), size, "size after three weeks", megabytes(activity), "MB");
            if (side.getKey().equals(TimelineSides.ONE_TABLE)) {
                var next = activity.oldest().plus(weeks(WEEKS + 1));
                bench.plan(side.getKey(), QUESTION, size, activity.plan(delete(next)));
            }
        }
    }

    private static void forget(Workbench bench, long size, String name, PostgresActivity activity, Instant from)
            throws Exception {
        var end = from.plus(PostgresActivity.PARTITION);
        bench.count(QUESTION, name, size, "events forgotten", activity.count(end), "events");
        var oneTable = name.equals(TimelineSides.ONE_TABLE);
        var statement = oneTable ? delete(end) : "drop table " + activity.partition(from);
        bench.count(QUESTION, name, size, "statement", millis(activity, statement), "ms");
        if (oneTable) {
            bench.count(QUESTION, name, size, "vacuum", millis(activity, "vacuum lab_activity_one"), "ms");
        }
    }

    private static String delete(Instant before) {
        return "delete from lab_activity_one where occurred_at < '%s'".formatted(before);
    }

    private static Duration weeks(int count) {
        return PostgresActivity.PARTITION.multipliedBy(count);
    }

    private static double megabytes(PostgresActivity activity) throws Exception {
        return activity.bytes() / 1e6;
    }

    private static double millis(PostgresActivity activity, String statement) throws Exception {
        var begin = System.nanoTime();
        activity.execute(statement);
        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1e6;
    }

    static void conclude(Workbench bench, long size) {
        var drop = bench.figure(QUESTION, TimelineSides.PARTITIONED, size, "statement");
        var delete = bench.figure(QUESTION, TimelineSides.ONE_TABLE, size, "statement");
        var before = bench.figure(QUESTION, TimelineSides.ONE_TABLE, size, "size before");
        var after = bench.figure(QUESTION, TimelineSides.ONE_TABLE, size, "size after three weeks");
        bench.finding(
                ("Forgetting a week of %,d events of 90 days takes PostgreSQL %.1f ms as a partition, and %.1f ms by"
                                + " DELETE, with the vacuum to come. Three weeks of 13 by DELETE leave %.0f of %.0f MB on disk.")
                        .formatted(size, drop.median(), delete.median(), after.median(), before.median()));
    }
}
