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
 * Where a timeline has events, read as far as it is asked for. A reader takes buckets out from the newest on; of a day with
 * minutes the day's own comes last.
 */
final class TimeBucketIndex<K> {

    /** Two years of quiet days, or some hours of a busy one. */
    private static final int PAGE = 730;

    private static final int LAST_MINUTE = 1_439;

    /** @param divided whether there is more of the minute in its parts */
    record Entry(LocalDate day, int minute, boolean divided) {

        static Entry of(Row row) {
            return new Entry(
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
     * What is read of one day in a round: all that is left of it, or its newest minutes and what the day's own partition has in
     * between.
     *
     * @param entries newest first
     * @param whole whether nothing of the day is left
     */
    record Stretch(LocalDate day, List<Entry> entries, boolean whole) {

        List<TimeBucket> buckets() {
            var buckets = new ArrayList<>(List.of(TimeBucket.ofDay(day)));
            entries.stream().filter(entry -> !entry.isDay()).forEach(entry -> buckets.addAll(entry.buckets()));
            return buckets;
        }

        /** What is older is of another stretch. */
        Instant start() {
            return whole
                    ? TimeBucket.ofDay(day).start()
                    : entries.get(entries.size() - 1).bucket().start();
        }
    }

    private final TimelineStatements<K> timelineStatements;
    private final K owner;
    private final TimelineQuery query;
    private final Function<Statement<?>, Iterable<Row>> read;
    private final Deque<Entry> entries = new ArrayDeque<>();
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
        // A query for nothing may be for a time that no calendar knows.
        this.nextDay = hasMore ? query.newestDay() : LocalDate.EPOCH;
        this.nextMinute = hasMore ? TimeBucket.minuteOf(query.start().occurredAt()) : TimeBucket.WHOLE_DAY;
    }

    /** The newest entry that is left; null at the end. */
    @Nullable
    Entry peek() {
        while (entries.isEmpty() && hasMore) {
            readPage();
        }
        return entries.peek();
    }

    /**
     * Takes out the next entries of one day, as many as there is room for.
     *
     * @param least whether it has to be at least one, room or not
     */
    Stretch nextStretch(int room, boolean least) {
        var day = Objects.requireNonNull(peek()).day();
        var taken = new ArrayList<Entry>();
        var left = room - 1;
        for (var next = peek(); next != null && next.day().equals(day); next = peek()) {
            if (!next.isDay()) {
                left -= next.buckets().size();
                if (left < 0 && !(least && taken.isEmpty())) {
                    return new Stretch(day, taken, false);
                }
            }
            taken.add(entries.remove());
        }
        return new Stretch(day, taken, true);
    }

    /** Puts back what was not read to its end, but for minutes that are read up to a time. */
    void putBack(List<Entry> unread, Instant time) {
        for (var last = unread.size() - 1; last >= 0; last--) {
            var entry = unread.get(last);
            if (entry.isDay() || !entry.bucket().start().isAfter(time)) {
                entries.addFirst(entry);
            }
        }
    }

    private void readPage() {
        var count = 0;
        for (var row : read.apply(timelineStatements.buckets(owner, nextDay, nextMinute, query.oldestDay(), PAGE))) {
            var entry = Entry.of(row);
            count++;
            nextDay = entry.isDay() ? entry.day().minusDays(1) : entry.day();
            nextMinute = entry.isDay() ? LAST_MINUTE : entry.minute() - 1;
            if (entry.isDay() || !query.endsAfter(entry.bucket())) {
                entries.add(entry);
            }
        }
        hasMore = count == PAGE;
    }
}
