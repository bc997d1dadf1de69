package dev.polyglotdb.platform.outbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells how far entries are, and how those of the last 24 hours were applied. Gives those that failed another try. */
@Component
@UsesStore(Store.POSTGRES)
public class OutboxEntries {

    /** How far an entry is. */
    public enum Progress {
        @JsonProperty("applied")
        APPLIED,
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("failed")
        FAILED
    }

    static final String APPLIED = "select * from outbox_settled where order_id = any(:subjectIds) order by id";

    static final String UNAPPLIED = "select * from outbox where order_id = any(:subjectIds) order by order_id, id";

    static final String PURGE = """
            delete from outbox_settled where ctid = any(array(
                select ctid from outbox_settled where settled_at < now() - interval '24 hours'
                order by settled_at limit :limit for update skip locked))""";

    private static final String BACKLOG = """
            select sink, count(*) filter (where not failed) as pending, count(*) filter (where failed) as failed,
                   (extract(epoch from now() - min(created_at) filter (where not failed)) * 1000)::bigint as age
            from outbox group by sink order by sink""";

    private static final String FAILURES = """
            select id, order_id, sink as target, attempts, last_error from outbox
            where failed order by id limit :limit""";

    static final String RETRY = """
            update outbox set failed = false, attempts = 0, postponed_since = null, due_at = now()
            where id = any(array(
                select id from outbox where failed and id > :after order by id limit :limit for update))
            returning id, sink""";

    /** An entry that failed and is due again. */
    record Retried(long id, String sink) {}

    private final JdbcClient jdbc;

    OutboxEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the entries of these subjects that were applied in the last 24 hours, the oldest first. */
    public List<AppliedEntry> applied(Collection<Long> subjectIds) {
        return jdbc.sql(APPLIED)
                .param("subjectIds", subjectIds.toArray(Long[]::new))
                .query((row, number) -> new AppliedEntry(
                        row.getLong("id"),
                        row.getLong("order_id"),
                        row.getString("sink"),
                        row.getInt("attempts"),
                        row.getBoolean("insistent"),
                        instant(row, "promised_at"),
                        instant(row, "claimed_at"),
                        instant(row, "settled_at")))
                .list();
    }

    /**
     * Returns how far these subjects' entries are that are not applied yet, by subject and sink. If a sink is missing,
     * its entry was applied or never added.
     */
    public Map<Long, Map<String, Progress>> progress(Collection<Long> subjectIds) {
        return unapplied(subjectIds).stream()
                .collect(Collectors.groupingBy(
                        UnappliedEntry::subjectId,
                        Collectors.toMap(
                                UnappliedEntry::sink,
                                UnappliedEntry::progress,
                                (one, other) -> one.compareTo(other) > 0 ? one : other)));
    }

    /** Returns the entries of these subjects that are not applied yet, by subject and the oldest first. */
    public List<UnappliedEntry> unapplied(Collection<Long> subjectIds) {
        return jdbc.sql(UNAPPLIED)
                .param("subjectIds", subjectIds.toArray(Long[]::new))
                .query((row, number) -> new UnappliedEntry(
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

    /** Returns what waits in the outbox, for all sinks and for each. */
    public OutboxBacklog backlog() {
        return OutboxBacklog.of(
                jdbc.sql(BACKLOG).query(OutboxBacklog.Waiting.class).list());
    }

    /** Returns what waits in the outbox, and what failed. */
    OutboxStatus status() {
        var failures = jdbc.sql(FAILURES)
                .param("limit", OutboxStatus.MAX_FAILURES)
                .query(OutboxStatus.Failure.class)
                .list();
        return OutboxStatus.of(backlog(), failures);
    }

    /**
     * Makes failed entries due again and resets their attempts, those with the lowest ids after the given one.
     *
     * @return these entries, in no order; fewer than the limit only if no others failed
     */
    List<Retried> retry(long after, int limit) {
        return jdbc.sql(RETRY)
                .param("after", after)
                .param("limit", limit)
                .query(Retried.class)
                .list();
    }

    /**
     * Forgets what was applied more than 24 hours ago.
     *
     * @return the number of deleted rows, at most {@code limit}
     */
    int purge(int limit) {
        return jdbc.sql(PURGE).param("limit", limit).update();
    }
}
