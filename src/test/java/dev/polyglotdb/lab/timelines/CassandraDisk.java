package dev.polyglotdb.lab.timelines;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.querybuilder.SchemaBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;

/** What a keyspace takes on disk, as Cassandra tells it: in whole mebibytes for each table. */
record CassandraDisk(CqlSession session, String keyspace) {

    private static final List<String> TABLES =
            List.of("activity_by_user", "activity_by_product", "activity_slices_by_user", "activity_slices_by_product");

    /** Returns the bytes after what is in memory has been written to disk. */
    long bytesOnceFlushed() {
        flushEvery(500);
        Awaitility.await("flushed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> TABLES.stream().allMatch(table -> mebibytes(table) > 0));
        flushEvery(0);
        return bytes();
    }

    /** Returns the bytes without what is in memory. */
    long bytes() {
        return TABLES.stream().mapToLong(this::mebibytes).sum() << 20;
    }

    /** @param millis 0 for Cassandra's own choice */
    void flushEvery(int millis) {
        TABLES.forEach(table -> session.execute(
                "ALTER TABLE %s.%s WITH memtable_flush_period_in_ms = %d".formatted(keyspace, table, millis)));
    }

    /** Has files deleted within seconds after all their rows have expired, which takes a day and ten minutes else. */
    void dropExpiredSoon() {
        for (var table : TABLES) {
            var compaction = new HashMap<>(
                    Objects.requireNonNull(schema(table).getMap("compaction", String.class, String.class)));
            compaction.put("expired_sstable_check_frequency_seconds", "10");
            session.execute(SchemaBuilder.alterTable(keyspace, table)
                    .withOption("compaction", compaction)
                    .withGcGraceSeconds(0)
                    .build());
        }
    }

    /** Waits until no compaction runs. */
    void awaitRest() {
        Awaitility.await("compacted")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .during(Duration.ofSeconds(5))
                .until(() -> session.execute("SELECT task_id FROM system_views.sstable_tasks")
                                .one()
                        == null);
    }

    private Row schema(String table) {
        return Objects.requireNonNull(session.execute(
                        "SELECT compaction FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                        keyspace,
                        table)
                .one());
    }

    private long mebibytes(String table) {
        return Objects.requireNonNull(session.execute(
                                "SELECT mebibytes FROM system_views.disk_usage WHERE keyspace_name = ? AND table_name = ?",
                                keyspace,
                                table)
                        .one())
                .getLong("mebibytes");
    }
}
