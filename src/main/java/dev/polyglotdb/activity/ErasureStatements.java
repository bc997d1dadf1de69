package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The prepared statements that erase the activity of a user: by whole partitions, where the user has them alone. */
final class ErasureStatements {

    /**
     * How far deletions are dated ahead: further than any event, and than the clocks of instances and clients differ.
     */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final CqlSession session;
    private final PreparedStatement selectMarks;
    private final PreparedStatement selectEvents;
    private final PreparedStatement deletePartition;
    private final PreparedStatement deleteMark;
    private final PreparedStatement deleteMarks;
    private final PreparedStatement deleteClaims;

    ErasureStatements(CqlSession session, String keyspace) {
        this.session = session;
        selectMarks = prepare(
                "SELECT day, minute, divided FROM %s.activity_slices_by_user WHERE user_id = :user_id" + " LIMIT :rows",
                keyspace);
        selectEvents = prepare(
                "SELECT user_id, product_id, occurred_at, event_id, type, data"
                        + " FROM %s.activity_by_user WHERE user_id = :user_id AND day = :day AND minute = :minute"
                        + " AND part = :part",
                keyspace);
        deletePartition = prepare(
                "DELETE FROM %s.activity_by_user USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day = :day AND minute = :minute AND part = :part",
                keyspace);
        deleteMark = prepare(
                "DELETE FROM %s.activity_slices_by_user USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day = :day AND minute = :minute",
                keyspace);
        deleteMarks = prepare(
                "DELETE FROM %s.activity_slices_by_user USING TIMESTAMP :written_at" + " WHERE user_id = :user_id",
                keyspace);
        deleteClaims = prepare(
                "DELETE FROM %s.activity_claims USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day = :day AND part = :part",
                keyspace);
    }

    private PreparedStatement prepare(String cql, String keyspace) {
        return session.prepare(
                SimpleStatement.newInstance(cql.formatted(keyspace)).setIdempotent(true));
    }

    /** Returns a timestamp, in microseconds, later than that of any write that may still come. */
    static long afterAnyWrite(Instant now) {
        return now.plus(AHEAD).toEpochMilli() * 1_000;
    }

    CqlSession session() {
        return session;
    }

    BoundStatement marks(long userId, int limit) {
        return selectMarks.bind().setLong("user_id", userId).setInt("rows", limit);
    }

    BoundStatement events(long userId, TimeBucket bucket, int pageSize, @Nullable ByteBuffer page) {
        return in(bucket, selectEvents.bind().setLong("user_id", userId))
                .setPageSize(pageSize)
                .setPagingState(page);
    }

    BoundStatement deletePartition(long userId, TimeBucket bucket, long writtenAt) {
        return in(bucket, deletePartition.bind().setLong("user_id", userId)).setLong("written_at", writtenAt);
    }

    private static BoundStatement in(TimeBucket bucket, BoundStatement bound) {
        return bound.setLocalDate("day", bucket.day())
                .setShort("minute", (short) bucket.minute())
                .setByte("part", (byte) bucket.part());
    }

    BoundStatement deleteMark(long userId, TimeBucketIndex.Mark mark, long writtenAt) {
        return deleteMark
                .bind()
                .setLong("user_id", userId)
                .setLocalDate("day", mark.day())
                .setShort("minute", (short) mark.minute())
                .setLong("written_at", writtenAt);
    }

    BoundStatement deleteMarks(long userId, long writtenAt) {
        return deleteMarks.bind().setLong("user_id", userId).setLong("written_at", writtenAt);
    }

    BoundStatement deleteClaims(long userId, LocalDate day, int part, long writtenAt) {
        return deleteClaims
                .bind()
                .setLong("user_id", userId)
                .setLocalDate("day", day)
                .setByte("part", (byte) part)
                .setLong("written_at", writtenAt);
    }
}
