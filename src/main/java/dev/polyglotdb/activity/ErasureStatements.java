package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The prepared statements that erase the activity of a user: by whole partitions, where the user has them alone. */
final class ErasureStatements {

    /**
     * How far deletions are dated ahead: further than any event, and than the clocks of instances and clients differ.
     */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final List<Byte> CLAIM_PARTS = IntStream.range(0, EventClaimPartition.PARTS)
            .mapToObj(part -> (byte) part)
            .toList();

    private final CqlSession session;
    private final PreparedStatement selectMarks;
    private final PreparedStatement selectEvents;
    private final PreparedStatement deletePartitions;
    private final PreparedStatement deleteMarksDownTo;
    private final PreparedStatement deleteMarks;
    private final PreparedStatement deleteClaims;

    ErasureStatements(CqlSession session, String keyspace) {
        this.session = session;
        selectMarks = prepareSearch(
                "SELECT day, minute, divided FROM %s.activity_slices_by_user WHERE user_id = :user_id" + " LIMIT :rows",
                keyspace);
        selectEvents = prepareSearch(
                "SELECT user_id, product_id, occurred_at, event_id, type, data"
                        + " FROM %s.activity_by_user WHERE user_id = :user_id AND day = :day AND minute = :minute"
                        + " AND part IN :parts",
                keyspace);
        deletePartitions = prepare(
                "DELETE FROM %s.activity_by_user USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day IN :days AND minute = :minute AND part IN :parts",
                keyspace);
        deleteMarksDownTo = prepare(
                "DELETE FROM %s.activity_slices_by_user USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND (day, minute) >= (:day, :minute)",
                keyspace);
        deleteMarks = prepare(
                "DELETE FROM %s.activity_slices_by_user USING TIMESTAMP :written_at" + " WHERE user_id = :user_id",
                keyspace);
        deleteClaims = prepare(
                "DELETE FROM %s.activity_claims USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day = :day AND part IN :parts",
                keyspace);
    }

    private PreparedStatement prepare(String cql, String keyspace) {
        return session.prepare(statement(cql, keyspace));
    }

    /**
     * Prepares a search for what is to be erased. A data centre may lack for a while what another has acknowledged, so
     * each of them is asked; one that is away delays the erasure. With one data centre this is its local quorum.
     */
    private PreparedStatement prepareSearch(String cql, String keyspace) {
        return session.prepare(statement(cql, keyspace).setConsistencyLevel(ConsistencyLevel.EACH_QUORUM));
    }

    private static SimpleStatement statement(String cql, String keyspace) {
        return SimpleStatement.newInstance(cql.formatted(keyspace)).setIdempotent(true);
    }

    /** Returns a timestamp, in microseconds, later than that of any write that may still come. */
    static long afterAnyWrite(Instant now) {
        return now.plus(AHEAD).toEpochMilli() * 1_000;
    }

    CqlSession session() {
        return session;
    }

    /** Selects the newest marks. */
    BoundStatement marks(long userId, int limit) {
        return selectMarks.bind().setLong("user_id", userId).setInt("rows", limit);
    }

    /** @param buckets of one minute, or the one of a day */
    BoundStatement events(long userId, List<TimeBucket> buckets, int pageSize, @Nullable ByteBuffer page) {
        var first = buckets.get(0);
        return selectEvents
                .bind()
                .setLong("user_id", userId)
                .setLocalDate("day", first.day())
                .setShort("minute", (short) first.minute())
                .setList("parts", parts(buckets), Byte.class)
                .setPageSize(pageSize)
                .setPagingState(page);
    }

    /** @param buckets of one minute, or the one of a day */
    BoundStatement deletePartitions(long userId, List<TimeBucket> buckets, long writtenAt) {
        var first = buckets.get(0);
        return deletePartitions(userId, List.of(first.day()), first.minute(), parts(buckets), writtenAt);
    }

    private static List<Byte> parts(List<TimeBucket> buckets) {
        return buckets.stream().map(bucket -> (byte) bucket.part()).toList();
    }

    /** Deletes the partitions of whole days. */
    BoundStatement deleteDays(long userId, List<LocalDate> days, long writtenAt) {
        return deletePartitions(userId, days, TimeBucket.WHOLE_DAY, List.of((byte) TimeBucket.UNDIVIDED), writtenAt);
    }

    private BoundStatement deletePartitions(
            long userId, List<LocalDate> days, int minute, List<Byte> parts, long writtenAt) {
        return deletePartitions
                .bind()
                .setLong("user_id", userId)
                .setList("days", days, LocalDate.class)
                .setShort("minute", (short) minute)
                .setList("parts", parts, Byte.class)
                .setLong("written_at", writtenAt);
    }

    /**
     * Deletes a mark and all newer ones, by one tombstone: Cassandra refuses to read past too many, and {@link #marks}
     * reads past all of them.
     */
    BoundStatement deleteMarksDownTo(long userId, TimeBucketIndex.Mark mark, long writtenAt) {
        return deleteMarksDownTo
                .bind()
                .setLong("user_id", userId)
                .setLocalDate("day", mark.day())
                .setShort("minute", (short) mark.minute())
                .setLong("written_at", writtenAt);
    }

    BoundStatement deleteMarks(long userId, long writtenAt) {
        return deleteMarks.bind().setLong("user_id", userId).setLong("written_at", writtenAt);
    }

    BoundStatement deleteClaims(long userId, LocalDate day, long writtenAt) {
        return deleteClaims
                .bind()
                .setLong("user_id", userId)
                .setLocalDate("day", day)
                .setList("parts", CLAIM_PARTS, Byte.class)
                .setLong("written_at", writtenAt);
    }
}
