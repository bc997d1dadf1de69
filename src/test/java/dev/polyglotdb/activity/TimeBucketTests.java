package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TimeBucketTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final long LARGEST_ROW = (1 << 14) + 64 + 64 + 80;
    private static final long BOUND = 100_000_000;

    @Test
    void aDayIsADayInUtc() {
        assertThat(TimeBucket.ofDay(Instant.parse("2026-01-31T23:59:59.999Z")).day())
                .isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(TimeBucket.ofDay(Instant.parse("2026-02-01T00:00:00Z")).day())
                .isEqualTo(LocalDate.of(2026, 2, 1));
    }

    @Test
    void minutesAreCountedFromMidnight() {
        assertThat(TimeBucket.ofMinute(NOON.plusMillis(59_999))).isEqualTo(TimeBucket.ofMinute(NOON));
        assertThat(TimeBucket.ofMinute(NOON).minute()).isEqualTo(720);
        assertThat(TimeBucket.ofMinute(NOON).start()).isEqualTo(NOON);
        assertThat(TimeBucket.minuteOf(Instant.parse("1969-12-31T23:59:00Z"))).isEqualTo(1_439);
    }

    @Test
    void tenThousandOfTheLargestEventsASecondFitInThePartsOfAMinute() {
        var minute = Duration.ofMinutes(1).toSeconds() * 10_000;

        var sizes = LongStream.range(0, minute)
                .mapToObj(n -> TimeBucket.ofPart(NOON, new UUID(n * 0x9E3779B97F4A7C15L, n)))
                .collect(Collectors.groupingBy(TimeBucket::part, Collectors.counting()));

        assertThat(sizes).hasSize(TimeBucket.PARTS);
        assertThat(sizes.values()).allMatch(rows -> rows * LARGEST_ROW < BOUND);
    }

    @Test
    void consecutiveIdsAreSpreadEvenly() {
        var sizes = LongStream.range(0, 127_000)
                .mapToObj(
                        n -> TimeBucket.ofPart(NOON, new UUID(0x8000L << 48, n)).part())
                .collect(Collectors.groupingBy(part -> part, Collectors.counting()));

        assertThat(sizes).hasSize(TimeBucket.PARTS);
        assertThat(sizes.values()).allMatch(rows -> rows > 800 && rows < 1_200);
    }
}
