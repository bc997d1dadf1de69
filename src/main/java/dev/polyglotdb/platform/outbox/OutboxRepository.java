package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.FreshPlans;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads and writes the entries of the outbox. All times come from the database, so the clocks of the instances do not
 * matter. A claim is committed before any other store is called, so no transaction is open during such a call.
 *
 * <p>Neither a claim nor its completion waits for the disk. If PostgreSQL crashes and loses the latest of them, the
 * entries are there as before, and are applied once more, as after a crash of the worker.
 */
@Repository
@UsesStore(Store.POSTGRES)
class OutboxRepository {

    /** An entry that is claimed until its lease expires; {@code attempts} is how often it failed by a defect before. */
    record Claimed(
            long id, long subjectId, int attempts, @Nullable String traceparent) {}

    /** A sink that has entries, and whether one of them is due. */
    record Waiting(String sink, boolean due) {}

    static final String DUE = """
            select s as sink, next.due_at <= now() as due
            from unnest(:sinks::text[]) s
            cross join lateral (select min(due_at) as due_at from outbox where sink = s and not failed) next
            where next.due_at <= now() + make_interval(secs => :seconds)""";

    static final String GIVE_BACK = """
            update outbox set lease = null, due_at = now()
            where sink = :sink and not failed and due_at > now() and lease = :lease""";

    /** Also notes the entries as settled, which costs no further round trip. The lease tells when they were claimed. */
    static final String COMPLETE = """
            with settled as (delete from outbox where id = any(:ids) and lease = :lease returning *)
            insert into outbox_settled (id, order_id, sink, attempts, insistent, promised_at, claimed_at, settled_at)
            select id, order_id, sink, attempts, insistent, created_at,
                   greatest(due_at - make_interval(secs => :leaseSeconds), created_at), clock_timestamp()
            from settled, (select set_config('synchronous_commit', 'off', true)) unhurried
            on conflict do nothing""";

    static final String POSTPONE = """
            update outbox
            set lease = null, last_error = :reason,
                postponed_since = coalesce(postponed_since, now()),
                failed = not insistent and coalesce(
                    postponed_since + make_interval(secs => cast(:limitSeconds as double precision)) < now(), false),
                due_at = now() + greatest(
                    make_interval(secs => :firstSeconds),
                    least(make_interval(secs => :maxSeconds), coalesce(now() - postponed_since, '0')))
            where id = any(:ids) and lease = :lease""";

    private final JdbcClient jdbc;

    /** Runs the statements that depend on what is due. The outbox is almost always empty, and huge after an outage. */
    private final JdbcClient fresh;

    private final double leaseSeconds;

    OutboxRepository(DataSource dataSource, OutboxProperties outboxProperties) {
        this.jdbc = JdbcClient.create(dataSource);
        this.fresh = FreshPlans.on(dataSource);
        this.leaseSeconds = seconds(outboxProperties.lease());
    }

    /** @return the time of the transaction, which is that of these entries */
    Instant add(long subjectId, Collection<String> sinks, @Nullable String traceparent) {
        return add(List.of(subjectId), sinks, Duration.ZERO, false, traceparent);
    }

    /**
     * @param delay until the entries are due, from now on, however long ago the transaction has begun
     * @param insistent whether the entries are never given up, whatever their sink says
     * @return the time of the transaction, which is that of these entries
     */
    Instant add(
            Collection<Long> subjectIds,
            Collection<String> sinks,
            Duration delay,
            boolean insistent,
            @Nullable String traceparent) {
        return jdbc.sql("""
                        with made as (
                            insert into outbox (order_id, sink, due_at, insistent, traceparent)
                            select subject, sink, clock_timestamp() + make_interval(secs => :delaySeconds),
                                   :insistent, :traceparent::text
                            from unnest(:subjectIds::bigint[]) subject, unnest(:sinks::text[]) sink)
                        select now()""")
                .param("subjectIds", subjectIds.toArray(Long[]::new))
                .param("sinks", sinks.toArray(String[]::new))
                .param("delaySeconds", seconds(delay))
                .param("insistent", insistent)
                .param("traceparent", traceparent)
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** Claims up to {@code limit} entries that are due, and skips those that another worker is claiming just then. */
    List<Claimed> claim(String sink, UUID lease, Duration leaseTime, int limit) {
        return claim(ClaimStatement.ANY_TIME, sink, lease, leaseTime, limit, Duration.ZERO);
    }

    /**
     * Claims entries as {@link #claim} does, but none within {@code linger} after a worker of any instance has done so.
     */
    List<Claimed> claimInTurn(String sink, UUID lease, Duration leaseTime, int limit, Duration linger) {
        return claim(ClaimStatement.IN_TURN, sink, lease, leaseTime, limit, linger);
    }

    private List<Claimed> claim(
            String statement, String sink, UUID lease, Duration leaseTime, int limit, Duration linger) {
        return fresh.sql(statement)
                .param("sink", sink)
                .param("lease", lease)
                .param("leaseSeconds", seconds(leaseTime))
                .param("limit", limit)
                .param("lingerSeconds", seconds(linger))
                .query(Claimed.class)
                .list();
    }

    /** Returns those of these sinks that have entries that are due, or will be after this time. */
    List<Waiting> dueWithin(Duration time, Collection<String> sinks) {
        return fresh.sql(DUE)
                .param("sinks", sinks.toArray(String[]::new))
                .param("seconds", seconds(time))
                .query(Waiting.class)
                .list();
    }

    /** Deletes entries that were applied. Those that this claim no longer holds stay, for their new holder. */
    void complete(UUID lease, Collection<Long> ids) {
        fresh.sql(COMPLETE)
                .param("ids", ids.toArray(Long[]::new))
                .param("lease", lease)
                .param("leaseSeconds", leaseSeconds)
                .update();
    }

    /**
     * Releases entries to be tried again after a delay. Does not count the attempt.
     *
     * @param delays the first delay; the next are as long as the entry was postponed before, so that they double
     * @param giveUpAfter how long after the first time an entry may be postponed; null if forever
     */
    void postpone(UUID lease, Collection<Long> ids, Backoff delays, @Nullable Duration giveUpAfter, String reason) {
        fresh.sql(POSTPONE)
                .param("ids", ids.toArray(Long[]::new))
                .param("lease", lease)
                .param("firstSeconds", seconds(delays.first()))
                .param("maxSeconds", seconds(delays.max()))
                .param("limitSeconds", giveUpAfter == null ? null : seconds(giveUpAfter))
                .param("reason", reason)
                .update();
    }

    /**
     * Makes all entries that this claim still holds due again. Does not count the attempt. The entries are found by the
     * time at which their lease ends, because their ids are unknown if the answer to the claim was lost.
     */
    void giveBack(String sink, UUID lease) {
        fresh.sql(GIVE_BACK).param("sink", sink).param("lease", lease).update();
    }

    /** Records an attempt that failed by a defect. Its store answered, so the entry no longer waits for it. */
    void fail(UUID lease, long id, Duration delay, boolean giveUp, String reason) {
        jdbc.sql("""
                        update outbox
                        set lease = null, attempts = attempts + 1, last_error = :reason,
                            failed = :giveUp and not insistent, postponed_since = null,
                            due_at = now() + make_interval(secs => :delaySeconds)
                        where id = :id and lease = :lease""")
                .param("id", id)
                .param("lease", lease)
                .param("delaySeconds", seconds(delay))
                .param("giveUp", giveUp)
                .param("reason", reason)
                .update();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
