package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Function;

/**
 * The prepared statements of one kind of timeline.
 *
 * @param <K> the type of the owner's id: a user or a product
 */
final class TimelineStatements<K> {

    private final Class<K> ownerType;
    private final Function<ActivityEvent, K> owner;
    private final PreparedStatement insert;
    private final PreparedStatement mark;
    private final PreparedStatement selectMarks;
    private final TimelineRowStatements<K> rowStatements;

    private TimelineStatements(
            CqlSession session,
            String table,
            String marksTable,
            String ownerColumn,
            String key,
            Class<K> ownerType,
            Function<ActivityEvent, K> owner) {
        this.ownerType = ownerType;
        this.owner = owner;
        insert = prepare(session, """
                INSERT INTO %s (user_id, product_id, day, minute, part, occurred_at, event_id, type, data)
                VALUES (:user_id, :product_id, :day, :minute, :part, :occurred_at, :event_id, :type, :data)
                USING TTL :ttl AND TIMESTAMP :written_at""".formatted(table));
        mark = prepare(session, """
                INSERT INTO %s (%s, day, minute, divided) VALUES (:owner, :day, :minute, :divided)
                USING TTL :ttl AND TIMESTAMP :written_at""".formatted(marksTable, ownerColumn));
        selectMarks = prepare(session, """
                SELECT day, minute, divided FROM %s WHERE %s = :owner
                AND (day, minute) <= (:day, :minute) AND (day) >= (:oldest)
                LIMIT :rows""".formatted(marksTable, ownerColumn));
        rowStatements = new TimelineRowStatements<>(session, table, ownerColumn, key, ownerType);
    }

    static TimelineStatements<Long> ofUsers(CqlSession session, String keyspace) {
        return new TimelineStatements<>(
                session,
                keyspace + ".activity_by_user",
                keyspace + ".activity_slices_by_user",
                "user_id",
                "occurred_at, event_id",
                Long.class,
                ActivityEvent::userId);
    }

    static TimelineStatements<String> ofProducts(CqlSession session, String keyspace) {
        return new TimelineStatements<>(
                session,
                keyspace + ".activity_by_product",
                keyspace + ".activity_slices_by_product",
                "product_id",
                "occurred_at, event_id, user_id",
                String.class,
                event -> Objects.requireNonNull(event.productId()));
    }

    static PreparedStatement prepare(CqlSession session, String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    K ownerOf(ActivityEvent event) {
        return owner.apply(event);
    }

    BoundStatement insert(ActivityEvent event, TimeBucket bucket, int ttl) {
        var bound = at(bucket, insert.boundStatementBuilder())
                .setByte("part", (byte) bucket.part())
                .setLong("user_id", event.userId())
                .setInstant("occurred_at", event.occurredAt())
                .setUuid("event_id", event.eventId())
                .setString("type", event.type())
                .setString("data", event.data().json())
                .setInt("ttl", ttl);
        // An unset column avoids a tombstone for an absent product. For a reserved event it is set to null nonetheless,
        // so that no other write can add a product. For the same reason its timestamp is a microsecond later than any
        // other with its key.
        if (event.productId() != null || event.isReserved()) {
            bound.setString("product_id", event.productId());
        }
        return bound.setLong("written_at", micros(event.occurredAt()) + (event.isReserved() ? 1 : 0))
                .build();
    }

    /**
     * Marks a bucket as one that has events. One mark stands for all parts of a minute, and records that the
     * minute is divided.
     */
    BoundStatement mark(TimelinePartition<K> partition, int ttl) {
        return mark(
                partition,
                ttl,
                micros(TimeBucket.ofDay(partition.bucket().day()).start()));
    }

    BoundStatement mark(TimelinePartition<K> partition, int ttl, long writtenAt) {
        var bucket = partition.bucket();
        var bound = at(bucket, mark.boundStatementBuilder())
                .set("owner", partition.owner(), ownerType)
                .setInt("ttl", ttl)
                .setLong("written_at", writtenAt);
        // Otherwise unset, so that a mark for the minute itself never revokes that the minute is divided.
        if (bucket.isPart()) {
            bound.setBoolean("divided", true);
        }
        return bound.build();
    }

    /** Selects the marks of buckets from the given one on, newest first; a day comes after its minutes. */
    BoundStatement marks(K ownerId, LocalDate day, int minute, LocalDate oldest, int limit) {
        return selectMarks
                .boundStatementBuilder()
                .set("owner", ownerId, ownerType)
                .setLocalDate("day", day)
                .setShort("minute", (short) minute)
                .setLocalDate("oldest", oldest)
                .setInt("rows", limit)
                .setPageSize(limit)
                .build();
    }

    TimelineRowStatements<K> rowStatements() {
        return rowStatements;
    }

    static BoundStatementBuilder at(TimeBucket bucket, BoundStatementBuilder bound) {
        return bound.setLocalDate("day", bucket.day()).setShort("minute", (short) bucket.minute());
    }

    private static long micros(Instant time) {
        return time.toEpochMilli() * 1_000;
    }
}
