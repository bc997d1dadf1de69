package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prepared statements that erase the timeline of a user: by whole ranges, since the user has it alone. */
final class EventErasureStatements {

    private final PreparedStatement select;
    private final PreparedStatement deleteDownTo;
    private final PreparedStatement deletePartitions;

    EventErasureStatements(CqlSession session, String keyspace) {
        select = ErasureStatements.prepareSearch(
                session,
                "SELECT user_id, day, minute, part, product_id, occurred_at, event_id, type, data"
                        + " FROM %s.activity_by_user WHERE user_id = :user_id AND day = :day AND minute = :minute"
                        + " AND part IN :parts",
                keyspace);
        deleteDownTo = ErasureStatements.prepare(
                session,
                "DELETE FROM %s.activity_by_user USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day = :day AND minute = :minute AND part = :part"
                        + " AND (occurred_at, event_id) >= (:occurred_at, :event_id)",
                keyspace);
        deletePartitions = ErasureStatements.prepare(
                session,
                "DELETE FROM %s.activity_by_user USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day IN :days AND minute = :minute AND part IN :parts",
                keyspace);
    }

    /**
     * Selects events, one bucket after the other, the newest of a bucket first.
     *
     * @param buckets of one minute, or the one of a day
     */
    BoundStatement select(long userId, List<TimeBucket> buckets, int pageSize, @Nullable ByteBuffer page) {
        var first = buckets.get(0);
        return select.bind()
                .setLong("user_id", userId)
                .setLocalDate("day", first.day())
                .setShort("minute", (short) first.minute())
                .setList("parts", parts(buckets), Byte.class)
                .setPageSize(pageSize)
                .setPagingState(page);
    }

    /**
     * Deletes an event and all newer ones of its bucket, by one tombstone: Cassandra refuses to read past too many, and
     * whoever goes on reads past all of them.
     */
    BoundStatement deleteDownTo(TimelinePosition oldest, TimeBucket bucket, long writtenAt) {
        return deleteDownTo
                .bind()
                .setLong("user_id", oldest.userId())
                .setLocalDate("day", bucket.day())
                .setShort("minute", (short) bucket.minute())
                .setByte("part", (byte) bucket.part())
                .setInstant("occurred_at", oldest.occurredAt())
                .setUuid("event_id", oldest.eventId())
                .setLong("written_at", writtenAt);
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
}
