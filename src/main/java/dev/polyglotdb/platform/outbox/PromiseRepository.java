package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the rows of promises, and of those that were kept in the last 24 hours. */
@Repository
@UsesStore(Store.POSTGRES)
class PromiseRepository {

    /** The rows of a sink; {@code age} is that of the oldest pending one, in milliseconds. */
    record Waiting(
            String sink,
            long pending,
            long failed,
            @Nullable Long age) {}

    static final String SETTLED = "select * from outbox_settled where order_id = any(:orderIds) order by id";

    static final String WAITING = "select * from outbox where order_id = any(:orderIds) order by order_id, id";

    static final String PURGE = """
            delete from outbox_settled where ctid = any(array(
                select ctid from outbox_settled where settled_at < now() - interval '24 hours'
                order by settled_at limit :limit for update skip locked))""";

    private static final String BACKLOG = """
            select sink, count(*) filter (where not failed) as pending, count(*) filter (where failed) as failed,
                   (extract(epoch from now() - min(created_at) filter (where not failed)) * 1000)::bigint as age
            from outbox group by sink order by sink""";

    private final JdbcClient jdbc;

    PromiseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the promises of these orders that were kept in the last 24 hours, the oldest first. */
    List<SettledPromise> settled(Collection<Long> orderIds) {
        return jdbc.sql(SETTLED)
                .param("orderIds", orderIds.toArray(Long[]::new))
                .query((row, number) -> new SettledPromise(
                        row.getLong("id"),
                        row.getLong("order_id"),
                        row.getString("sink"),
                        row.getInt("attempts"),
                        instant(row, "promised_at"),
                        instant(row, "claimed_at"),
                        instant(row, "settled_at")))
                .list();
    }

    /** Returns the promises of these orders that are not kept yet, by order and the oldest first. */
    List<WaitingPromise> waiting(Collection<Long> orderIds) {
        return jdbc.sql(WAITING)
                .param("orderIds", orderIds.toArray(Long[]::new))
                .query((row, number) -> new WaitingPromise(
                        row.getLong("order_id"),
                        row.getString("sink"),
                        row.getInt("attempts"),
                        row.getBoolean("failed"),
                        instant(row, "created_at"),
                        instant(row, "due_at"),
                        row.getString("last_error")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    /** Returns what waits in the outbox, for each sink that has rows. */
    List<Waiting> waitingBySink() {
        return jdbc.sql(BACKLOG).query(Waiting.class).list();
    }

    /**
     * Forgets what was kept more than 24 hours ago.
     *
     * @return the number of deleted rows, at most {@code limit}
     */
    int purge(int limit) {
        return jdbc.sql(PURGE).param("limit", limit).update();
    }
}
