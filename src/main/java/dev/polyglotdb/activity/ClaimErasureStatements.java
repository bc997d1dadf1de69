package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The prepared statements that erase the claims of a user, a day at a time. */
final class ClaimErasureStatements {

    private static final List<Byte> PARTS = IntStream.range(0, EventClaimPartition.PARTS)
            .mapToObj(part -> (byte) part)
            .toList();

    private final PreparedStatement select;
    private final PreparedStatement deleteUpTo;
    private final PreparedStatement deletePartitions;

    ClaimErasureStatements(CqlSession session, String keyspace) {
        select = ErasureStatements.prepareSearch(
                session,
                "SELECT user_id, day, part, product_id, occurred_at, event_id, type, data FROM %s.activity_claims"
                        + " WHERE user_id = :user_id AND day = :day AND part IN :parts",
                keyspace);
        deleteUpTo = ErasureStatements.prepare(
                session,
                "DELETE FROM %s.activity_claims USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day = :day AND part = :part"
                        + " AND (occurred_at, event_id) <= (:occurred_at, :event_id)",
                keyspace);
        deletePartitions = ErasureStatements.prepare(
                session,
                "DELETE FROM %s.activity_claims USING TIMESTAMP :written_at"
                        + " WHERE user_id = :user_id AND day = :day AND part IN :parts",
                keyspace);
    }

    /** Selects claims, one partition after the other, the oldest of a partition first. */
    BoundStatement select(long userId, LocalDate day, int pageSize, @Nullable ByteBuffer page) {
        return select.bind()
                .setLong("user_id", userId)
                .setLocalDate("day", day)
                .setList("parts", PARTS, Byte.class)
                .setPageSize(pageSize)
                .setPagingState(page);
    }

    /** Deletes a claim and all older ones of its partition, by one tombstone, for the reason that events have. */
    BoundStatement deleteUpTo(TimelinePosition newest, EventClaimPartition partition, long writtenAt) {
        return deleteUpTo
                .bind()
                .setLong("user_id", partition.userId())
                .setLocalDate("day", partition.day())
                .setByte("part", (byte) partition.part())
                .setInstant("occurred_at", newest.occurredAt())
                .setUuid("event_id", newest.eventId())
                .setLong("written_at", writtenAt);
    }

    BoundStatement deleteDay(long userId, LocalDate day, long writtenAt) {
        return deletePartitions
                .bind()
                .setLong("user_id", userId)
                .setLocalDate("day", day)
                .setList("parts", PARTS, Byte.class)
                .setLong("written_at", writtenAt);
    }
}
