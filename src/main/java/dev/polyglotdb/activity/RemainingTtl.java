package dev.polyglotdb.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What is left of the retention, as the TTL of what is written now: an event that comes late is not kept longer for that. */
record RemainingTtl(Instant now, Duration retention) {

    /** @return seconds; none or less if it is over */
    int ofEvent(Instant occurredAt) {
        var left = Duration.between(now, occurredAt.plus(retention));
        return Math.toIntExact(left.plusMillis(999).toSeconds());
    }

    /** As of an event at the day's very end: whichever event is written last, it is known where to look for it. */
    int ofDay(LocalDate day) {
        return ofEvent(TimeBucket.ofDay(day.plusDays(1)).start());
    }
}
