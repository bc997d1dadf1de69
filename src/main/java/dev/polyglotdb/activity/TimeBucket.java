package dev.polyglotdb.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The part of a timeline that is one partition. A day is one, as long as there is room in it; what comes then goes to the
 * partition of its minute, and what has no room there to one of many parts of the minute. So an event has three places where
 * it can be, which follow from its time and id alone, and a quiet timeline has a partition a day.
 *
 * @param minute of the day; {@link #WHOLE_DAY} for the partition of a day
 * @param part of the minute, from 1; {@link #UNDIVIDED} for the partition of a day or of a whole minute
 */
record TimeBucket(LocalDate day, int minute, int part) {

    static final Comparator<TimeBucket> COARSEST_FIRST =
            Comparator.comparing(TimeBucket::minute).thenComparing(TimeBucket::part);

    static final int WHOLE_DAY = -1;
    static final int UNDIVIDED = 0;

    /** As many as a tinyint tells apart. */
    static final int PARTS = Byte.MAX_VALUE;

    /** 2^64 divided by the golden ratio (Fibonacci hashing): spreads also ids that were counted up. */
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

    /** The part of the minute to which an event belongs. */
    static TimeBucket ofPart(Instant time, UUID eventId) {
        var hash = ((eventId.getMostSignificantBits() ^ eventId.getLeastSignificantBits()) * SPREAD) >>> 32;
        return new TimeBucket(LocalDate.ofInstant(time, ZoneOffset.UTC), minuteOf(time), 1 + (int) (hash % PARTS));
    }

    boolean isPart() {
        return part != UNDIVIDED;
    }

    /** The same for all parts of a minute, which are marked, and looked for, together. */
    TimeBucket marked() {
        return part <= 1 ? this : new TimeBucket(day, minute, 1);
    }

    List<TimeBucket> allParts() {
        return IntStream.rangeClosed(1, PARTS)
                .mapToObj(each -> new TimeBucket(day, minute, each))
                .toList();
    }

    /** What is older is not of this bucket. */
    Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).plusMinutes(Math.max(0, minute)).toInstant();
    }
}
