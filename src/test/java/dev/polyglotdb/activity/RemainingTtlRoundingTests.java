package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class RemainingTtlRoundingTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    /** Rounded up: an event is never gone before its time. */
    @ParameterizedTest
    @CsvSource({
        "0,        3600",
        "1,        3601",
        "-1,       3600",
        "-999,     3600",
        "-1000,    3599",
        "-3599000, 1",
        "-3599999, 1",
        "-3600000, 0",
        "-3601000, -1",
        "300000,   3900"
    })
    void aTtlIsInWholeSecondsAndNeverTooShort(long offsetMillis, int ttl) {
        var lifetime = new RemainingTtl(NOW, Duration.ofHours(1));

        assertThat(lifetime.ofEvent(NOW.plusMillis(offsetMillis))).isEqualTo(ttl);
    }

    @Test
    void aDayIsMarkedUntilItsLastEventIsGone() {
        var lifetime = new RemainingTtl(NOW, Duration.ofDays(90));

        assertThat(lifetime.ofDay(LocalDate.of(2026, 1, 31))).isEqualTo(90 * 86_400 + 12 * 3_600);
        assertThat(lifetime.ofDay(LocalDate.of(2026, 1, 30))).isEqualTo(90 * 86_400 - 12 * 3_600);
    }

    @Test
    void theLongestRetentionFitsIntoATtl() {
        var lifetime = new RemainingTtl(NOW, Duration.ofDays(3_650));

        assertThat(lifetime.ofEvent(NOW.plus(Duration.ofDays(1)))).isEqualTo(3_651 * 86_400);
    }
}
