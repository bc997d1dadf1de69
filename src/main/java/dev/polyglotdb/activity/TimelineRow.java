package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** A row of a timeline. The remaining columns, if there are any, are decoded only for rows that are shown. */
record TimelineRow(TimelinePosition position, String type, Row row) {

    /**
     * Sorts by position, newest first. One event may be in two partitions, if it was written again after the first
     * partition had filled up. If their types differ, the reserved one comes first, because users cannot write
     * such a type.
     */
    static final Comparator<TimelineRow> ORDER =
            Comparator.comparing(TimelineRow::position).thenComparing(row -> !ActivityEvent.isReserved(row.type()));

    static TimelineRow of(Row row) {
        return new TimelineRow(
                new TimelinePosition(
                        Objects.requireNonNull(row.getInstant("occurred_at")),
                        Objects.requireNonNull(row.getUuid("event_id")),
                        row.getLong("user_id")),
                Objects.requireNonNull(row.getString("type")),
                row);
    }

    Instant time() {
        return position.occurredAt();
    }

    ActivityEvent toEvent() {
        return new ActivityEvent(
                position.eventId(), position.userId(), type, row.getString("product_id"), data(row), time());
    }

    /** @param row one that was selected with its bucket */
    static TimeBucket bucket(Row row) {
        return new TimeBucket(
                Objects.requireNonNull(row.getLocalDate("day")), row.getShort("minute"), row.getByte("part"));
    }

    static FreeForm data(Row row) {
        var json = row.getString("data");
        return json == null ? FreeForm.EMPTY : FreeForm.stored(json);
    }
}
