package dev.polyglotdb.activity;

import static dev.polyglotdb.activity.TimelineStatements.prepare;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The statements that find, write and delete single entries of one kind of timeline, and scan all of them, in addition
 * to {@link TimelineStatements}. They look for an entry, and delete it, in all three buckets where it can be.
 *
 * @param <K> the type of the owner's id: a user or a product
 */
final class TimelineEntryStatements<K> {

    private static final String BUCKETS =
            "day = :day AND minute IN :minutes AND part IN :parts AND occurred_at = :occurred_at"
                    + " AND event_id = :event_id";

    private static final String BUCKET =
            "day = :day AND minute = :minute AND part = :part AND occurred_at = :occurred_at AND event_id = :event_id";

    private final TimelineStatements<K> timeline;
    private final boolean byProduct;
    private final PreparedStatement find;
    private final PreparedStatement selectMarks;
    private final PreparedStatement scan;
    private final PreparedStatement scanWithTimes;
    private final PreparedStatement scanMarks;
    private final PreparedStatement delete;
    private final PreparedStatement deleteAt;

    private TimelineEntryStatements(
            CqlSession session, String keyspace, String kind, TimelineStatements<K> timeline, boolean byProduct) {
        this.timeline = timeline;
        this.byProduct = byProduct;
        // The product is part of the key in one table. In the other it is a value with a write time of its own.
        var writeTimes = "writetime(type) AS type_at, writetime(data) AS data_at"
                + (byProduct ? "" : ", writetime(product_id) AS product_at");
        var values = "user_id, product_id, day, minute, part, occurred_at, event_id, type, data";
        var columns = values + ", " + writeTimes;
        var table = keyspace + ".activity_by_" + kind;
        var owner = (byProduct ? "product_id = :product_id AND " : "") + "user_id = :user_id AND ";
        var key = owner + BUCKETS;
        find = prepare(session, "SELECT %s FROM %s WHERE %s".formatted(columns, table, key));
        selectMarks = prepare(
                session,
                "SELECT day, minute, divided FROM %s.activity_slices_by_%s".formatted(keyspace, kind)
                        + " WHERE %s_id = :owner AND day = :day AND minute IN :minutes".formatted(kind));
        var partitions = inRing("%s_id, day, minute, part".formatted(kind));
        scan = prepare(session, "SELECT %s FROM %s WHERE %s".formatted(values, table, partitions));
        scanWithTimes = prepare(session, "SELECT %s FROM %s WHERE %s".formatted(columns, table, partitions));
        scanMarks = prepare(
                session,
                "SELECT %1$s_id, day, minute, divided FROM %2$s.activity_slices_by_%1$s WHERE %3$s"
                        .formatted(kind, keyspace, inRing(kind + "_id")));
        delete = prepare(session, "DELETE FROM %s USING TIMESTAMP :written_at WHERE %s".formatted(table, key));
        deleteAt = prepare(
                session, "DELETE FROM %s USING TIMESTAMP :written_at WHERE %s".formatted(table, owner + BUCKET));
    }

    static TimelineEntryStatements<Long> ofUsers(
            CqlSession session, String keyspace, TimelineStatements<Long> timeline) {
        return new TimelineEntryStatements<>(session, keyspace, "user", timeline, false);
    }

    static TimelineEntryStatements<String> ofProducts(
            CqlSession session, String keyspace, TimelineStatements<String> timeline) {
        return new TimelineEntryStatements<>(session, keyspace, "product", timeline, true);
    }

    private static String inRing(String partitionKey) {
        return "token(%1$s) > :after AND token(%1$s) <= :last".formatted(partitionKey);
    }

    BoundStatement find(TimelineEntry entry) {
        return bind(find, entry);
    }

    /** Selects which buckets of an entry are marked; readers look only there. */
    BoundStatement marks(TimelineEntry entry) {
        var event = entry.event();
        var bound = selectMarks
                .bind()
                .setLocalDate("day", TimeBucket.ofDay(event.occurredAt()).day())
                .setList("minutes", minutes(event), Short.class);
        return byProduct ? bound.setString("owner", entry.product()) : bound.setLong("owner", event.userId());
    }

    BoundStatement scan(ScanPosition.Lane lane, int pageSize, boolean withTimes) {
        return page(withTimes ? scanWithTimes : scan, lane, pageSize);
    }

    BoundStatement scanMarks(ScanPosition.Lane lane, int pageSize) {
        return page(scanMarks, lane, pageSize);
    }

    private static BoundStatement page(PreparedStatement scan, ScanPosition.Lane lane, int pageSize) {
        var page = lane.page();
        return scan.bind()
                .setLong("after", lane.after())
                .setLong("last", lane.last())
                .setPageSize(pageSize)
                .setPagingState(
                        page == null
                                ? null
                                : ByteBuffer.wrap(Base64.getDecoder().decode(page)));
    }

    /** @param now later than the timestamp of every write that this one must replace */
    List<BoundStatement> overwrite(TimelineEntry entry, TimeBucket bucket, RemainingTtl lifetime, Instant now) {
        var event = entry.event();
        var writtenAt = now.toEpochMilli() * 1_000;
        var partition = new TimelinePartition<>(timeline.ownerOf(event), bucket.marked());
        return List.of(
                timeline.insert(event, bucket, Math.max(1, lifetime.ofEvent(event.occurredAt())))
                        .setLong("written_at", writtenAt),
                timeline.mark(partition, lifetime.ofDay(bucket.day()), writtenAt));
    }

    BoundStatement delete(StoredEntry stored) {
        return bind(delete, stored.entry()).setLong("written_at", stored.writtenAt());
    }

    /** Deletes in one bucket only. */
    BoundStatement delete(StoredEntry stored, TimeBucket bucket) {
        return bindKey(deleteAt, stored.entry())
                .setShort("minute", (short) bucket.minute())
                .setByte("part", (byte) bucket.part())
                .setLong("written_at", stored.writtenAt());
    }

    private BoundStatement bind(PreparedStatement statement, TimelineEntry entry) {
        var event = entry.event();
        var part = TimeBucket.ofPart(event.occurredAt(), event.eventId()).part();
        return bindKey(statement, entry)
                .setList("minutes", minutes(event), Short.class)
                .setList("parts", List.of((byte) TimeBucket.UNDIVIDED, (byte) part), Byte.class);
    }

    private BoundStatement bindKey(PreparedStatement statement, TimelineEntry entry) {
        var event = entry.event();
        var bound = statement
                .bind()
                .setLong("user_id", event.userId())
                .setLocalDate("day", TimeBucket.ofDay(event.occurredAt()).day())
                .setInstant("occurred_at", event.occurredAt())
                .setUuid("event_id", event.eventId());
        return byProduct ? bound.setString("product_id", entry.product()) : bound;
    }

    private static List<Short> minutes(ActivityEvent event) {
        return List.of((short) TimeBucket.WHOLE_DAY, (short) TimeBucket.minuteOf(event.occurredAt()));
    }
}
