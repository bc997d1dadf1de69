package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an event can be follows from its time and id alone, on every instance and in every release. */
@Tag("fast")
class TimeBucketPlacesTests {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T00:00:00Z,           2026-01-31, 0",
        "2026-01-31T00:00:59.999Z,       2026-01-31, 0",
        "2026-01-31T00:01:00Z,           2026-01-31, 1",
        "2026-01-31T12:34:56.789Z,       2026-01-31, 754",
        "2026-01-31T23:58:59.999999999Z, 2026-01-31, 1438",
        "2026-01-31T23:59:59.999999999Z, 2026-01-31, 1439",
        "2026-02-01T00:00:00Z,           2026-02-01, 0",
        "2026-01-31T23:30:00-01:00,      2026-02-01, 30",
        "2024-02-29T00:00:00Z,           2024-02-29, 0",
        "1970-01-01T00:00:00Z,           1970-01-01, 0",
        "1969-12-31T23:59:59.999Z,       1969-12-31, 1439",
        "0000-01-01T00:00:00Z,           0000-01-01, 0"
    })
    void anEventBelongsToItsDayAndMinuteInUtc(String time, LocalDate day, int minute) {
        var instant = OffsetDateTime.parse(time).toInstant();
        var part = TimeBucket.ofPart(instant, new UUID(1, 2));

        assertThat(TimeBucket.ofDay(instant))
                .isEqualTo(new TimeBucket(day, TimeBucket.WHOLE_DAY, TimeBucket.UNDIVIDED));
        assertThat(TimeBucket.ofMinute(instant)).isEqualTo(new TimeBucket(day, minute, TimeBucket.UNDIVIDED));
        assertThat(part).isEqualTo(new TimeBucket(day, minute, part.part()));
    }

    @ParameterizedTest
    @CsvSource({
        "-1,   0,   2026-01-31T00:00:00Z",
        "0,    0,   2026-01-31T00:00:00Z",
        "1,    0,   2026-01-31T00:01:00Z",
        "720,  127, 2026-01-31T12:00:00Z",
        "1439, 1,   2026-01-31T23:59:00Z"
    })
    void aBucketBeginsWithItsFirstMillisecond(int minute, int part, Instant start) {
        assertThat(new TimeBucket(DAY, minute, part).start()).isEqualTo(start);
    }

    /** The numbers are those under which rows are stored; another hash would not find them. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 1",
        "00000000-0000-0000-0000-000000000001, 7",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 1",
        "123e4567-e89b-42d3-a456-426614174000, 1"
    })
    void thePartOfAnIdNeverChanges(UUID eventId, int part) {
        assertThat(TimeBucket.ofPart(Instant.EPOCH, eventId).part()).isEqualTo(part);
        assertThat(TimeBucket.ofPart(Instant.EPOCH.plusSeconds(3_600), eventId).part())
                .isEqualTo(part);
    }

    @Test
    void thePartsOfAMinuteAreMarkedAndLookedForTogether() {
        var minute = new TimeBucket(DAY, 720, TimeBucket.UNDIVIDED);

        assertThat(minute.allParts())
                .hasSize(127)
                .startsWith(new TimeBucket(DAY, 720, 1))
                .endsWith(new TimeBucket(DAY, 720, 127));
        assertThat(minute.allParts()).extracting(TimeBucket::marked).containsOnly(new TimeBucket(DAY, 720, 1));
        assertThat(minute.allParts()).allMatch(TimeBucket::isPart);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "1439, 0", "1439, 1"})
    void otherBucketsAreMarkedAsWhatTheyAre(int minute, int part) {
        var bucket = new TimeBucket(DAY, minute, part);

        assertThat(bucket.marked()).isEqualTo(bucket);
        assertThat(bucket.isPart()).isEqualTo(part > 0);
    }

    @Test
    void aDayComesBeforeItsMinutesAndAMinuteBeforeItsParts() {
        var day = new TimeBucket(DAY, TimeBucket.WHOLE_DAY, TimeBucket.UNDIVIDED);
        var midnight = new TimeBucket(DAY, 0, TimeBucket.UNDIVIDED);
        var firstPart = new TimeBucket(DAY, 0, 1);
        var lastPart = new TimeBucket(DAY, 0, 127);
        var next = new TimeBucket(DAY, 1, TimeBucket.UNDIVIDED);

        assertThat(Stream.of(next, lastPart, midnight, firstPart, day).sorted(TimeBucket.COARSEST_FIRST))
                .containsExactly(day, midnight, firstPart, lastPart, next);
    }
}
