package dev.polyglotdb.lab.timelines;

import dev.polyglotdb.lab.Workbench;
import java.time.Duration;
import java.util.Map;

/** What it takes PostgreSQL to forget a week: a partition that is dropped, or rows that are deleted. */
final class Forgetting {

    private static final String QUESTION = "Forget the oldest week";
    private static final int WEEKS = 3;

    private Forgetting() {}

    static void measure(Workbench bench, long size, Map<String, PostgresActivity> sides) throws Exception {
        bench.step("forgetting weeks of %,d events".formatted(size));
        for (var side : sides.entrySet()) {
            var activity = side.getValue();
            var from = activity.oldest();
            for (var week = 0; week < WEEKS; week++, from = from.plus(PostgresActivity.PARTITION)) {
                var end = from.plus(PostgresActivity.PARTITION);
                bench.count(QUESTION, side.getKey(), size, "events forgotten", activity.count(end), "events");
                var statement = side.getKey().equals(TimelineSides.PARTITIONED)
                        ? "drop table " + activity.partition(from)
                        : "delete from lab_activity_one where occurred_at < '%s'".formatted(end);
                bench.count(QUESTION, side.getKey(), size, "statement", millis(activity, statement), "ms");
                if (side.getKey().equals(TimelineSides.ONE_TABLE)) {
                    bench.count(
                            QUESTION, side.getKey(), size, "vacuum", millis(activity, "vacuum lab_activity_one"), "ms");
                }
            }
        }
    }

    private static double millis(PostgresActivity activity, String statement) throws Exception {
        var begin = System.nanoTime();
        activity.execute(statement);
        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1e6;
    }

    static void conclude(Workbench bench, long size) {
        var drop = bench.figure(QUESTION, TimelineSides.PARTITIONED, size, "statement");
        var delete = bench.figure(QUESTION, TimelineSides.ONE_TABLE, size, "statement");
        bench.finding(
                ("Forgetting a week of %,d events of 90 days takes PostgreSQL %.1f ms as a partition, and %.1f ms by"
                                + " DELETE, with the vacuum to come. In Cassandra it takes no statement: rows expire, and files go whole.")
                        .formatted(size, drop.median(), delete.median()));
    }
}
