package dev.polyglotdb.lab.timelines;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;

/** What a keyspace takes on disk, as Cassandra tells it: in whole mebibytes for each table. */
record CassandraDisk(CqlSession session, String keyspace) {

    private static final List<String> TABLES =
            List.of("activity_by_user", "activity_by_product", "activity_slices_by_user", "activity_slices_by_product");

    /** Returns the bytes after what is in memory has been written to disk. */
    long bytesOnceFlushed() {
        TABLES.forEach(table -> flushEvery(table, 500));
        Awaitility.await("flushed")
                .atMost(Duration.ofMinutes(1))
                .until(() -> TABLES.stream().allMatch(table -> mebibytes(table) > 0));
        TABLES.forEach(table -> flushEvery(table, 0));
        return TABLES.stream().mapToLong(this::mebibytes).sum() << 20;
    }

    private void flushEvery(String table, int millis) {
        session.execute("ALTER TABLE %s.%s WITH memtable_flush_period_in_ms = %d".formatted(keyspace, table, millis));
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
