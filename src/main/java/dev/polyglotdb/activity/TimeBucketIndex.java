package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The buckets in which a timeline has events, read a page at a time as the reader proceeds. A reader takes out buckets
 * from the newest to the oldest. The bucket of a day comes after the buckets of its minutes.
 */
final class TimeBucketIndex<K> {

    /** Two years of a quiet timeline, or some hours of a busy one. */
    private static final int PAGE = 730;

    private static final int LAST_MINUTE = 1_439;

    /**
     * Says that the bucket of a day or a minute may hold events.
     *
     * @param divided whether the parts of the minute may hold events too
     */
    record Mark(LocalDate day, int minute, boolean divided) {

        static Mark of(Row row) {
            return new Mark(
                    Objects.requireNonNull(row.getLocalDate("day")), row.getShort("minute"), row.getBoolean("divided"));
        }

        boolean isDay() {
            return minute == TimeBucket.WHOLE_DAY;
        }

        TimeBucket bucket() {
            return new TimeBucket(day, minute, TimeBucket.UNDIVIDED);
        }

        Collection<TimeBucket> buckets() {
            if (!divided) {
                return List.of(bucket());
            }
            var buckets = new ArrayList<TimeBucket>(1 + TimeBucket.PARTS);
            buckets.add(bucket());
            buckets.addAll(bucket().allParts());
            return buckets;
        }
    }

    /**
     * The part of one day that a round reads: the whole rest of the day, or its newest minutes and the events of the
     * same time from the day's own partition.
     *
     * @param marks newest first
     * @param whole whether this is the whole rest of the day
     */
    record Stretch(LocalDate day, List<Mark> marks, boolean whole) {

        List<TimeBucket> buckets() {
            var buckets = new ArrayList<>(List.of(TimeBucket.ofDay(day)));
            marks.stream().filter(mark -> !mark.isDay()).forEach(mark -> buckets.addAll(mark.buckets()));
            return buckets;
        }

        /** Returns the earliest time that belongs to this stretch. */
        Instant start() {
            return whole
                    ? TimeBucket.ofDay(day).start()
                    : marks.get(marks.size() - 1).bucket().start();
        }
    }

    private final TimelineStatements<K> timelineStatements;
    private final K owner;
    private final TimelineQuery query;
    private final Function<Statement<?>, Iterable<Row>> read;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private LocalDate nextDay;
    private int nextMinute;
    private boolean hasMore;

    TimeBucketIndex(
            TimelineStatements<K> timelineStatements,
            K owner,
            TimelineQuery query,
            Function<Statement<?>, Iterable<Row>> read) {
        this.timelineStatements = timelineStatements;
        this.owner = owner;
        this.query = query;
        this.read = read;
        this.hasMore = !query.isEmpty();
        // An empty query may have a time outside the calendar.
        this.nextDay = hasMore ? query.newestDay() : LocalDate.EPOCH;
        this.nextMinute = hasMore ? TimeBucket.minuteOf(query.start().occurredAt()) : TimeBucket.WHOLE_DAY;
    }

    /** Returns the newest remaining mark; null at the end. */
    @Nullable
    Mark peek() {
        while (marks.isEmpty() && hasMore) {
            readPage();
        }
        return marks.peek();
    }

    /**
     * Takes out the next marks of one day, as many as fit.
     *
     * @param room how many buckets may be read
     * @param least whether to take at least one mark, even if it does not fit
     */
    Stretch nextStretch(int room, boolean least) {
        var day = Objects.requireNonNull(peek()).day();
        var taken = new ArrayList<Mark>();
        var left = room - 1;
        for (var next = peek(); next != null && next.day().equals(day); next = peek()) {
            if (!next.isDay()) {
                left -= next.buckets().size();
                if (left < 0 && !(least && taken.isEmpty())) {
                    return new Stretch(day, taken, false);
                }
            }
            taken.add(marks.remove());
        }
        return new Stretch(day, taken, true);
    }

    /**
     * Puts back marks that were not read completely. Minutes that start after the given time are complete and are not
     * put back.
     */
    void putBack(List<Mark> unread, Instant time) {
        for (var last = unread.size() - 1; last >= 0; last--) {
            var mark = unread.get(last);
            if (mark.isDay() || !mark.bucket().start().isAfter(time)) {
                marks.addFirst(mark);
            }
        }
    }

    private void readPage() {
        var count = 0;
        for (var row : read.apply(timelineStatements.marks(owner, nextDay, nextMinute, query.oldestDay(), PAGE))) {
            var mark = Mark.of(row);
            count++;
            nextDay = mark.isDay() ? mark.day().minusDays(1) : mark.day();
            nextMinute = mark.isDay() ? LAST_MINUTE : mark.minute() - 1;
            if (!query.startsBefore(mark.bucket()) && (mark.isDay() || !query.endsAfter(mark.bucket()))) {
                marks.add(mark);
            }
        }
        hasMore = count == PAGE;
    }
}
