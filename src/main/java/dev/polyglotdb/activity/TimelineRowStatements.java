package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.TupleType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The prepared statements that read the rows of one kind of timeline.
 *
 * @param <K> the type of the owner's id: a user or a product
 */
final class TimelineRowStatements<K> {

    private static final String WHOLE_ROW = "user_id, product_id, occurred_at, event_id, type, data";
    private static final String KEY_AND_TYPE = "user_id, day, minute, part, occurred_at, event_id, type";

    private final Class<K> ownerType;
    private final PreparedStatement page;
    private final PreparedStatement scan;
    private final PreparedStatement found;

    TimelineRowStatements(CqlSession session, String table, String ownerColumn, String key, Class<K> ownerType) {
        this.ownerType = ownerType;
        var partition = " FROM %s WHERE %s = :owner AND day = :day AND minute = :minute AND part = :part AND "
                .formatted(table, ownerColumn);
        var range = "(%s) < (%s) AND (occurred_at) >= (:oldest) LIMIT :rows"
                .formatted(key, key.replaceAll("(\\w+)", ":$1"));
        page = TimelineStatements.prepare(session, "SELECT " + WHOLE_ROW + partition + range);
        scan = TimelineStatements.prepare(session, "SELECT " + KEY_AND_TYPE + partition + range);
        found = TimelineStatements.prepare(session, "SELECT " + WHOLE_ROW + partition + "(%s) IN :keys".formatted(key));
    }

    BoundStatement page(K owner, TimeBucket bucket, TimelinePosition start, Instant oldest, int limit) {
        return range(page, owner, bucket, start, oldest, limit);
    }

    /** Selects the same rows without their products and their data, which may be large. */
    BoundStatement scan(K owner, TimeBucket bucket, TimelinePosition start, Instant oldest, int limit) {
        return range(scan, owner, bucket, start, oldest, limit);
    }

    private BoundStatement range(
            PreparedStatement statement,
            K owner,
            TimeBucket bucket,
            TimelinePosition start,
            Instant oldest,
            int limit) {
        var bound = in(bucket, owner, statement)
                .setInstant("occurred_at", start.occurredAt())
                .setUuid("event_id", start.eventId())
                .setInstant("oldest", oldest)
                .setInt("rows", limit)
                .setPageSize(limit);
        if (isByProduct()) {
            bound.setLong("user_id", start.userId());
        }
        return bound.build();
    }

    /** Selects the whole rows at these positions, as far as they are still there. */
    BoundStatement found(K owner, TimeBucket bucket, List<TimelinePosition> positions) {
        var list = (ListType) found.getVariableDefinitions().get("keys").getType();
        var key = (TupleType) list.getElementType();
        var keys = positions.stream().map(position -> key(key, position)).toList();
        return in(bucket, owner, found).setList("keys", keys, TupleValue.class).build();
    }

    private TupleValue key(TupleType type, TimelinePosition position) {
        return Objects.requireNonNull(
                isByProduct()
                        ? type.newValue(position.occurredAt(), position.eventId(), position.userId())
                        : type.newValue(position.occurredAt(), position.eventId()));
    }

    private boolean isByProduct() {
        return ownerType == String.class;
    }

    private BoundStatementBuilder in(TimeBucket bucket, K owner, PreparedStatement statement) {
        return TimelineStatements.at(bucket, statement.boundStatementBuilder())
                .setByte("part", (byte) bucket.part())
                .set("owner", owner, ownerType);
    }
}
