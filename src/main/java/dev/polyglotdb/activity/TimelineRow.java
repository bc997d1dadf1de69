package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** A row of a timeline, of which no more is read than what is asked for. */
record TimelineRow(TimelinePosition position, String type, Row row) {

    /**
     * Newest first. The same event may be in two partitions, if it was repeated when there was no room any more in the first.
     * Of those the system's prevails, because users can't write such.
     */
    static final Comparator<TimelineRow> ORDER =
            Comparator.comparing(TimelineRow::position).thenComparing(row -> !ActivityEvent.isSystems(row.type()));

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

    static FreeForm data(Row row) {
        var json = row.getString("data");
        return json == null ? FreeForm.EMPTY : FreeForm.parse(json);
    }
}
