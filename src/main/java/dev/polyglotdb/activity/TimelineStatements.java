package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The prepared statements of one kind of timeline.
 *
 * @param <K> the id of its owner: a user or a product
 */
final class TimelineStatements<K> {

    private static final int USER_SHARDS = 4;
    private static final int PRODUCT_SHARDS = 16;

    /** More than the longest retention has, so that one page has them all. */
    private static final int MAX_DAYS = 4_000;

    private final int shards;
    private final Class<K> ownerType;
    private final Function<ActivityEvent, K> owner;
    private final PreparedStatement insert;
    private final PreparedStatement mark;
    private final PreparedStatement days;
    private final PreparedStatement rows;

    private TimelineStatements(
            CqlSession session,
            String table,
            String daysTable,
            String ownerColumn,
            String key,
            int shards,
            Class<K> ownerType,
            Function<ActivityEvent, K> owner) {
        this.shards = shards;
        this.ownerType = ownerType;
        this.owner = owner;
        insert = prepare(session, """
                INSERT INTO %s (user_id, product_id, day, shard, occurred_at, event_id, type, data)
                VALUES (:user_id, :product_id, :day, :shard, :occurred_at, :event_id, :type, :data)
                USING TTL :ttl AND TIMESTAMP :written_at""".formatted(table));
        mark = prepare(session, """
                UPDATE %s USING TTL :ttl AND TIMESTAMP :written_at SET shards = shards + :shards
                WHERE %s = :owner AND day = :day""".formatted(daysTable, ownerColumn));
        days = prepare(session, """
                SELECT day, shards FROM %s WHERE %s = :owner AND day >= :oldest AND day <= :newest""".formatted(daysTable, ownerColumn));
        rows = prepare(session, """
                SELECT user_id, product_id, occurred_at, event_id, type, data FROM %s
                WHERE %s = :owner AND day = :day AND shard = :shard
                AND (%s) < (%s) AND (occurred_at) >= (:oldest) LIMIT :rows""".formatted(table, ownerColumn, key, key.replaceAll("(\\w+)", ":$1")));
    }

    static TimelineStatements<Long> ofUsers(CqlSession session, String keyspace) {
        return new TimelineStatements<>(
                session,
                keyspace + ".activity_by_user",
                keyspace + ".activity_days_by_user",
                "user_id",
                "occurred_at, event_id",
                USER_SHARDS,
                Long.class,
                ActivityEvent::userId);
    }

    static TimelineStatements<String> ofProducts(CqlSession session, String keyspace) {
        return new TimelineStatements<>(
                session,
                keyspace + ".activity_by_product",
                keyspace + ".activity_days_by_product",
                "product_id",
                "occurred_at, event_id, user_id",
                PRODUCT_SHARDS,
                String.class,
                event -> Objects.requireNonNull(event.productId()));
    }

    private static PreparedStatement prepare(CqlSession session, String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    TimelinePartition<K> partitionOf(ActivityEvent event) {
        return new TimelinePartition<>(owner.apply(event), Bucket.of(event.occurredAt(), shards));
    }

    BoundStatement insert(ActivityEvent event, Bucket bucket, int ttl) {
        var bound = insert.boundStatementBuilder()
                .setLong("user_id", event.userId())
                .setLocalDate("day", bucket.day())
                .setByte("shard", bucket.shard())
                .setInstant("occurred_at", event.occurredAt())
                .setUuid("event_id", event.eventId())
                .setString("type", event.type())
                .setString("data", event.data().json())
                .setInt("ttl", ttl);
        // Left unset, an absent product costs no tombstone; but nobody may add one to an event of the system's own,
        // which for
        // the same reason is a microsecond younger than anything else with its key.
        if (event.productId() != null || event.isSystems()) {
            bound.setString("product_id", event.productId());
        }
        return bound.setLong("written_at", micros(event.occurredAt()) + (event.isSystems() ? 1 : 0))
                .build();
    }

    /** Notes that there are events in these shards of a day. */
    BoundStatement mark(K someone, LocalDate day, Set<Byte> someShards, Instant dayStart, int ttl) {
        return mark.boundStatementBuilder()
                .set("owner", someone, ownerType)
                .setLocalDate("day", day)
                .setSet("shards", someShards, Byte.class)
                .setInt("ttl", ttl)
                .setLong("written_at", micros(dayStart))
                .build();
    }

    BoundStatement days(K someone, LocalDate oldest, LocalDate newest) {
        return days.boundStatementBuilder()
                .set("owner", someone, ownerType)
                .setLocalDate("oldest", oldest)
                .setLocalDate("newest", newest)
                .setPageSize(MAX_DAYS)
                .build();
    }

    BoundStatement rows(K someone, Bucket bucket, Position start, Instant oldest, int limit) {
        var bound = rows.boundStatementBuilder()
                .set("owner", someone, ownerType)
                .setLocalDate("day", bucket.day())
                .setByte("shard", bucket.shard())
                .setInstant("occurred_at", start.occurredAt())
                .setUuid("event_id", start.eventId())
                .setInstant("oldest", oldest)
                .setInt("rows", limit)
                .setPageSize(limit);
        if (ownerType == String.class) {
            bound.setLong("user_id", start.userId());
        }
        return bound.build();
    }

    private static long micros(Instant time) {
        return time.toEpochMilli() * 1_000;
    }
}
