package dev.polyglotdb.activity;

import java.time.LocalDate;

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
}
