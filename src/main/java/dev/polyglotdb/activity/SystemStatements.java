package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it takes, beside {@link TimelineStatements}, to compare and mend one kind of timeline.
 *
 * @param <K> the id of its owner: a user or a product
 */
final class SystemStatements<K> {

    /** With the largest data that an event may have, a page is some MiB. */
    private static final int PAGE = 500;

    private final TimelineStatements<K> timeline;
    private final boolean ofProducts;
    private final PreparedStatement find;
    private final PreparedStatement scan;
    private final PreparedStatement delete;

    private SystemStatements(CqlSession session, String table, TimelineStatements<K> timeline, boolean ofProducts) {
        this.timeline = timeline;
        this.ofProducts = ofProducts;
        // The product is a part of the key in the one table and a value, with a time of its own, in the other.
        var writeTimes = "writetime(type) AS type_at, writetime(data) AS data_at"
                + (ofProducts ? "" : ", writetime(product_id) AS product_at");
        var columns = "user_id, product_id, occurred_at, event_id, type, data, " + writeTimes;
        var key = (ofProducts ? "product_id = :product_id AND " : "")
                + "user_id = :user_id AND day = :day AND shard = :shard AND occurred_at = :occurred_at AND event_id = :event_id";
        find = prepare(session, "SELECT %s FROM %s WHERE %s".formatted(columns, table, key));
        scan = prepare(session, "SELECT %s FROM %s".formatted(columns, table));
        delete = prepare(session, "DELETE FROM %s USING TIMESTAMP :written_at WHERE %s".formatted(table, key));
    }

    static SystemStatements<Long> ofUsers(CqlSession session, String keyspace, TimelineStatements<Long> timeline) {
        return new SystemStatements<>(session, keyspace + ".activity_by_user", timeline, false);
    }

    static SystemStatements<String> ofProducts(
            CqlSession session, String keyspace, TimelineStatements<String> timeline) {
        return new SystemStatements<>(session, keyspace + ".activity_by_product", timeline, true);
    }

    private static PreparedStatement prepare(CqlSession session, String cql) {
        return session.prepare(SimpleStatement.newInstance(cql).setIdempotent(true));
    }

    BoundStatement find(TimelineEntry entry) {
        return bind(find, entry);
    }

    /** The day of the entry, which notes the shards that readers look at. */
    BoundStatement day(TimelineEntry entry) {
        var partition = timeline.partitionOf(entry.event());
        return timeline.days(
                partition.owner(), partition.bucket().day(), partition.bucket().day());
    }

    byte shard(TimelineEntry entry) {
        return timeline.partitionOf(entry.event()).bucket().shard();
    }

    BoundStatement scan(@Nullable ByteBuffer position) {
        return scan.bind().setPageSize(PAGE).setPagingState(position);
    }

    /** @param now younger than any write that it has to prevail over */
    BoundStatement insert(TimelineEntry entry, int ttl, Instant now) {
        var bucket = timeline.partitionOf(entry.event()).bucket();
        return timeline.insert(entry.event(), bucket, ttl).setLong("written_at", now.toEpochMilli() * 1_000);
    }

    BoundStatement mark(TimelineEntry entry, int ttl, Instant now) {
        var partition = timeline.partitionOf(entry.event());
        var bucket = partition.bucket();
        return timeline.mark(partition.owner(), bucket.day(), Set.of(bucket.shard()), now, ttl);
    }

    BoundStatement delete(StoredEntry stored) {
        return bind(delete, stored.entry()).setLong("written_at", stored.writtenAt());
    }

    private BoundStatement bind(PreparedStatement statement, TimelineEntry entry) {
        var event = entry.event();
        var bucket = timeline.partitionOf(event).bucket();
        var bound = statement
                .bind()
                .setLong("user_id", event.userId())
                .setLocalDate("day", bucket.day())
                .setByte("shard", bucket.shard())
                .setInstant("occurred_at", event.occurredAt())
                .setUuid("event_id", event.eventId());
        return ofProducts ? bound.setString("product_id", entry.product()) : bound;
    }
}
