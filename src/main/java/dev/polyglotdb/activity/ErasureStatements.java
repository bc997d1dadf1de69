package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.time.Instant;

/** The prepared statements that erase what a user reported: here the marks. */
final class ErasureStatements {

    /**
     * How far deletions are dated ahead: further than any event, and than the clocks of instances and clients differ.
     */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final CqlSession session;
    private final EventErasureStatements eventErasureStatements;
    private final ClaimErasureStatements claimErasureStatements;
    private final PreparedStatement selectMarks;
    private final PreparedStatement deleteMarksDownTo;
    private final PreparedStatement deleteMarks;

    ErasureStatements(CqlSession session, String keyspace) {
        this.session = session;
        eventErasureStatements = new EventErasureStatements(session, keyspace);
        claimErasureStatements = new ClaimErasureStatements(session, keyspace);
        selectMarks = prepareSearch(
                session,
                "SELECT day, minute, divided FROM %s.activity_slices_by_user WHERE user_id = :user_id LIMIT :rows",
                keyspace);
        deleteMarksDownTo = prepare(
                session,
                "DELETE FROM %s.activity_slices_by_user USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND (day, minute) >= (:day, :minute)",
                keyspace);
        deleteMarks = prepare(
                session,
                "DELETE FROM %s.activity_slices_by_user USING TIMESTAMP :written_at WHERE user_id = :user_id",
                keyspace);
    }

    static PreparedStatement prepare(CqlSession session, String cql, String keyspace) {
        return session.prepare(statement(cql, keyspace));
    }

    /**
     * Prepares a search for what is to be erased. A data centre may lack for a while what another has acknowledged, so
     * each of them is asked; one that is away delays the erasure. With one data centre this is its local quorum.
     */
    static PreparedStatement prepareSearch(CqlSession session, String cql, String keyspace) {
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

    EventErasureStatements events() {
        return eventErasureStatements;
    }

    ClaimErasureStatements claims() {
        return claimErasureStatements;
    }

    /** Selects the newest marks. */
    BoundStatement marks(long userId, int limit) {
        return selectMarks.bind().setLong("user_id", userId).setInt("rows", limit);
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
}
