package dev.polyglotdb.activity;

import dev.polyglotdb.platform.web.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What to read of a timeline.
 *
 * @param start where to begin; the query returns only events after this position
 * @param oldest the earliest time, inclusive
 * @param type the type of the events; null for all types
 */
record TimelineQuery(
        TimelinePosition start, Instant oldest, @Nullable String type, int limit) {

    /** No event is dated further in the future than this, even if the clocks of several instances differ. */
    private static final Duration HORIZON = Duration.ofDays(1);

    static TimelineQuery of(ActivityFilter filter, PageRequest request, Instant expired, Instant now) {
        var start = TimelinePosition.before(now.plus(HORIZON));
        if (filter.to() != null) {
            start = earlier(start, TimelinePosition.before(filter.to()));
        }
        if (request.cursor() != null) {
            start = earlier(start, TimelinePosition.of(request.cursor()));
        }
        var oldest = filter.from() == null || filter.from().isBefore(expired) ? expired : filter.from();
        return new TimelineQuery(start, oldest, filter.type(), request.limit());
    }

    static TimelineQuery all(Instant expired, Instant now, int limit) {
        return new TimelineQuery(TimelinePosition.before(now.plus(HORIZON)), expired, null, limit);
    }

    TimelineQuery after(TimelinePosition position) {
        return new TimelineQuery(position, oldest, type, limit);
    }

    private static TimelinePosition earlier(TimelinePosition one, TimelinePosition other) {
        return other.occurredAt().isBefore(one.occurredAt()) ? other : one;
    }

    boolean isEmpty() {
        return start.occurredAt().isBefore(oldest);
    }

    /** Returns whether the query asks only for events that are newer than this minute. */
    boolean endsAfter(TimeBucket minute) {
        return !oldest.isBefore(minute.start().plus(Duration.ofMinutes(1)));
    }

    /** Returns whether the query asks only for events that are older than this bucket. */
    boolean startsBefore(TimeBucket bucket) {
        return start.compareTo(TimelinePosition.before(bucket.start())) >= 0;
    }

    boolean wants(String someType) {
        return type == null || type.equals(someType);
    }

    LocalDate newestDay() {
        return dayOf(start.occurredAt());
    }

    LocalDate oldestDay() {
        return dayOf(oldest);
    }

    private static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
