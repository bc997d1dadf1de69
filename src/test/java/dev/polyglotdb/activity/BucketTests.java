package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void aBucketIsADayInUtc() {
        assertThat(Bucket.of(Instant.parse("2026-01-31T23:59:59.999Z"), 4).day())
                .isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(Bucket.of(Instant.parse("2026-02-01T00:00:00Z"), 4).day()).isEqualTo(LocalDate.of(2026, 2, 1));
    }

    @Test
    void eventsOfAMinuteStayTogether() {
        assertThat(Bucket.of(NOON.plusMillis(59_999), 16)).isEqualTo(Bucket.of(NOON, 16));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 15, 60, 1_440})
    void shardsAreEvenWhateverTheStepOfTheTimes(long minutes) {
        var sizes = LongStream.range(0, 1_600)
                .mapToObj(n -> Bucket.of(NOON.plus(Duration.ofMinutes(n * minutes)), 16)
                        .shard())
                .collect(Collectors.groupingBy(shard -> shard, Collectors.counting()));

        assertThat(sizes).hasSize(16);
        assertThat(sizes.values()).allMatch(size -> size > 50 && size < 200);
    }
}
