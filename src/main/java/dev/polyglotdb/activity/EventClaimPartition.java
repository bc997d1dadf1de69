package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A partition of claims. The day of a user has several, so that none grows large.
 *
 * @param part from 0
 */
record EventClaimPartition(long userId, LocalDate day, int part) {

    /** Few, because a batch of events takes a lightweight transaction in each. */
    static final int PARTS = 16;

    static EventClaimPartition of(ActivityEvent event) {
        var bucket = TimeBucket.ofPart(event.occurredAt(), event.eventId());
        return new EventClaimPartition(event.userId(), bucket.day(), bucket.part() % PARTS);
    }

    /** @param row a claim */
    static EventClaimPartition of(Row row) {
        return new EventClaimPartition(
                row.getLong("user_id"), Objects.requireNonNull(row.getLocalDate("day")), row.getByte("part"));
    }
}
