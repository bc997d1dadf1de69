package dev.polyglotdb.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Computes the TTL of a row from what remains of the retention, so that a late event expires as early as one that was
 * written on time.
 */
record RemainingTtl(Instant now, Duration retention) {

    /** @return the TTL in seconds; zero or negative if the retention is over */
    int ofEvent(Instant occurredAt) {
        var left = Duration.between(now, occurredAt.plus(retention));
        return Math.toIntExact(left.plusMillis(999).toSeconds());
    }

    /**
     * Returns the TTL of an event at the very end of the day, so that a mark outlives every event of its day.
     *
     * @return the TTL in seconds, at least 1: the day may just have ended
     */
    int ofDay(LocalDate day) {
        return Math.max(1, ofEvent(TimeBucket.ofDay(day.plusDays(1)).start()));
    }
}
