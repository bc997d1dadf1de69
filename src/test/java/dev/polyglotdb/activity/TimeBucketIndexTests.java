package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class TimeBucketIndexTests {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final TimeBucketIndex.Mark WHOLE = new TimeBucketIndex.Mark(DAY, TimeBucket.WHOLE_DAY, false);
    private static final TimeBucketIndex.Mark MINUTE = new TimeBucketIndex.Mark(DAY, 720, false);
    private static final TimeBucketIndex.Mark DIVIDED = new TimeBucketIndex.Mark(DAY, 721, true);

    @Test
    void aMarkIsOfADayOrAMinute() {
        assertThat(WHOLE.isDay()).isTrue();
        assertThat(WHOLE.bucket()).isEqualTo(TimeBucket.ofDay(DAY));
        assertThat(MINUTE.isDay()).isFalse();
        assertThat(MINUTE.bucket()).isEqualTo(new TimeBucket(DAY, 720, TimeBucket.UNDIVIDED));
    }

    @Test
    void aDividedMinuteIsReadWithAllItsParts() {
        assertThat(MINUTE.buckets()).containsExactly(new TimeBucket(DAY, 720, 0));
        assertThat(DIVIDED.buckets())
                .hasSize(128)
                .startsWith(new TimeBucket(DAY, 721, 0), new TimeBucket(DAY, 721, 1))
                .endsWith(new TimeBucket(DAY, 721, 127));
    }

    /** What was written before the day was full is between what its minutes have. */
    @Test
    void theDaysOwnPartitionIsReadWithItsMinutes() {
        assertThat(new TimeBucketIndex.Stretch(DAY, List.of(DIVIDED, MINUTE), false).buckets())
                .hasSize(1 + 128 + 1)
                .startsWith(TimeBucket.ofDay(DAY))
                .endsWith(new TimeBucket(DAY, 720, 0));
        assertThat(new TimeBucketIndex.Stretch(DAY, List.of(MINUTE, WHOLE), true).buckets())
                .containsExactly(TimeBucket.ofDay(DAY), new TimeBucket(DAY, 720, 0));
        assertThat(new TimeBucketIndex.Stretch(DAY, List.of(WHOLE), true).buckets())
                .containsExactly(TimeBucket.ofDay(DAY));
    }

    @Test
    void aStretchBeginsWithItsOldestMinuteUnlessItHasTheRestOfTheDay() {
        assertThat(new TimeBucketIndex.Stretch(DAY, List.of(DIVIDED, MINUTE), false).start())
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(new TimeBucketIndex.Stretch(DAY, List.of(DIVIDED, MINUTE), true).start())
                .isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    }

    /** An event at the first moment of a minute may be the last of a page whose next one begins in the same minute. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:02:00Z,     721 720 -1",
        "2026-01-31T12:01:00Z,     721 720 -1",
        "2026-01-31T12:00:59.999Z, 720 -1",
        "2026-01-31T12:00:00Z,     720 -1",
        "2026-01-31T11:59:59.999Z, -1"
    })
    void aMinuteIsReadAgainUnlessAllOfItIsAfterThePosition(Instant position, String minutes) {
        var index = emptyIndex();

        index.putBack(List.of(DIVIDED, MINUTE, WHOLE), position);

        assertThat(index.nextStretch(1_000, true).marks())
                .extracting(mark -> String.valueOf(mark.minute()))
                .containsExactly(minutes.split(" "));
    }

    /** The index of a time in which nothing is looked up. */
    @SuppressWarnings("NullAway") // without a query there are no statements
    private static TimeBucketIndex<String> emptyIndex() {
        var nothing = new TimelineQuery(TimelinePosition.before(Instant.EPOCH), Instant.MAX, null, 1);
        return new TimeBucketIndex<>(null, "lamp", nothing, request -> List.of());
    }
}
