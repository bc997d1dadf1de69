package dev.polyglotdb.activity;

import static dev.polyglotdb.activity.TimelineStatements.prepare;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.TupleType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The prepared statements that find out, and settle, which event has an id that a client chose. */
final class EventClaimStatements {

    private static final String COLUMNS = "user_id, product_id, occurred_at, event_id, type, data";
    private static final String KEYS = "(occurred_at, event_id) IN :keys";

    private final PreparedStatement inDay;
    private final PreparedStatement inMinute;
    private final PreparedStatement selectMarks;
    private final PreparedStatement insertClaim;
    private final PreparedStatement selectClaims;

    EventClaimStatements(CqlSession session, String keyspace) {
        var timeline = "SELECT " + COLUMNS + " FROM " + keyspace + ".activity_by_user WHERE user_id = :user_id"
                + " AND day = :day";
        inDay = prepare(session, timeline + " AND minute = " + TimeBucket.WHOLE_DAY + " AND part = 0 AND " + KEYS);
        inMinute = prepare(session, timeline + " AND minute = :minute AND part IN (0, :part) AND " + KEYS);
        selectMarks = prepare(
                session,
                "SELECT minute FROM " + keyspace + ".activity_slices_by_user"
                        + " WHERE user_id = :user_id AND day = :day AND minute IN :minutes");
        // Idempotent, too: a claim that is sent again finds itself, which says the same.
        insertClaim = prepare(session, """
                INSERT INTO %s.activity_claims (user_id, product_id, day, part, occurred_at, event_id, type, data)
                VALUES (:user_id, :product_id, :day, :part, :occurred_at, :event_id, :type, :data)
                IF NOT EXISTS USING TTL :ttl""".formatted(keyspace));
        selectClaims = prepare(
                session,
                "SELECT " + COLUMNS + " FROM " + keyspace + ".activity_claims"
                        + " WHERE user_id = :user_id AND day = :day AND part = :part AND " + KEYS);
    }

    /** Selects which of the days and minutes of the events are marked, all of one day. */
    BoundStatement marks(long userId, LocalDate day, Collection<Short> minutes) {
        return selectMarks
                .boundStatementBuilder()
                .setLong("user_id", userId)
                .setLocalDate("day", day)
                .setList("minutes", List.copyOf(minutes), Short.class)
                .build();
    }

    BoundStatement inDay(EventClaimPartition partition, List<ActivityEvent> events) {
        return at(inDay, partition, events);
    }

    BoundStatement inMinute(EventClaimPartition partition, ActivityEvent event) {
        var part = TimeBucket.ofPart(event.occurredAt(), event.eventId());
        return at(inMinute, partition, List.of(event))
                .setShort("minute", (short) part.minute())
                .setByte("part", (byte) part.part());
    }

    /** Claims all the events or, if one of their ids is taken, none. */
    Statement<?> claim(EventClaimPartition partition, List<ActivityEvent> events, RemainingTtl lifetime) {
        var claims = events.stream()
                .map(event -> insertClaim
                        .boundStatementBuilder()
                        .setLong("user_id", partition.userId())
                        .setLocalDate("day", partition.day())
                        .setByte("part", (byte) partition.part())
                        .setInstant("occurred_at", event.occurredAt())
                        .setUuid("event_id", event.eventId())
                        .setString("type", event.type())
                        .setString("product_id", event.productId())
                        .setString("data", event.data().json())
                        .setInt("ttl", Math.max(1, lifetime.ofEvent(event.occurredAt())))
                        .build())
                .toList();
        return BatchStatement.newInstance(DefaultBatchType.UNLOGGED, List.copyOf(claims))
                .setIdempotent(true);
    }

    /** Selects what was claimed under the ids of the events, including claims that are just being decided. */
    Statement<?> claimed(EventClaimPartition partition, List<ActivityEvent> events) {
        return at(selectClaims, partition, events)
                .setByte("part", (byte) partition.part())
                .setConsistencyLevel(ConsistencyLevel.SERIAL);
    }

    private static BoundStatement at(
            PreparedStatement statement, EventClaimPartition partition, List<ActivityEvent> events) {
        var list = (ListType) statement.getVariableDefinitions().get("keys").getType();
        var key = (TupleType) list.getElementType();
        var keys = events.stream()
                .map(event -> Objects.requireNonNull(key.newValue(event.occurredAt(), event.eventId())))
                .toList();
        return statement
                .boundStatementBuilder()
                .setLong("user_id", partition.userId())
                .setLocalDate("day", partition.day())
                .setList("keys", keys, TupleValue.class)
                .build();
    }
}
