package dev.polyglotdb.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The part of a timeline that one partition holds.
 *
 * <p>A day is one partition as long as it has room. Further events go to the partition of their minute, and once that
 * is full, to one of many parts of the minute. An event can thus be in three buckets, which follow from its time and id
 * alone, and a quiet timeline has one partition a day.
 *
 * @param minute the minute of the day; {@link #WHOLE_DAY} for the partition of a day
 * @param part the part of the minute, from 1; {@link #UNDIVIDED} for the partition of a day or of a whole minute
 */
record TimeBucket(LocalDate day, int minute, int part) {

    static final Comparator<TimeBucket> COARSEST_FIRST =
            Comparator.comparing(TimeBucket::minute).thenComparing(TimeBucket::part);

    static final int WHOLE_DAY = -1;
    static final int UNDIVIDED = 0;

    /** The largest value of a tinyint. */
    static final int PARTS = Byte.MAX_VALUE;

    /** 2^64 divided by the golden ratio (Fibonacci hashing). It also spreads ids that were generated in sequence. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    static TimeBucket ofDay(Instant time) {
        return ofDay(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    static TimeBucket ofDay(LocalDate day) {
        return new TimeBucket(day, WHOLE_DAY, UNDIVIDED);
    }

    static TimeBucket ofMinute(Instant time) {
        return new TimeBucket(LocalDate.ofInstant(time, ZoneOffset.UTC), minuteOf(time), UNDIVIDED);
    }

    static int minuteOf(Instant time) {
        return Math.toIntExact(Math.floorMod(Math.floorDiv(time.getEpochSecond(), 60L), 1_440L));
    }

    /** Returns the part of the minute to which an event belongs. */
    static TimeBucket ofPart(Instant time, UUID eventId) {
        var hash = ((eventId.getMostSignificantBits() ^ eventId.getLeastSignificantBits()) * SPREAD) >>> 32;
        return new TimeBucket(LocalDate.ofInstant(time, ZoneOffset.UTC), minuteOf(time), 1 + (int) (hash % PARTS));
    }

    boolean isDay() {
        return minute == WHOLE_DAY;
    }

    boolean isPart() {
        return part != UNDIVIDED;
    }

    /**
     * Returns the bucket under which this one is marked. All parts of a minute share one mark, and readers
     * read them together.
     */
    TimeBucket marked() {
        return part <= 1 ? this : new TimeBucket(day, minute, 1);
    }

    List<TimeBucket> allParts() {
        return IntStream.rangeClosed(1, PARTS)
                .mapToObj(each -> new TimeBucket(day, minute, each))
                .toList();
    }

    /** Returns the earliest time that belongs to this bucket. */
    Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).plusMinutes(Math.max(0, minute)).toInstant();
    }
}
