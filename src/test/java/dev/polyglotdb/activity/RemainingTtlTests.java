package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RemainingTtlTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final RemainingTtl LIFETIME = new RemainingTtl(NOW, Duration.ofDays(90));

    @Test
    void aLateEventGetsTheRemainingTtl() {
        assertThat(LIFETIME.ofEvent(NOW)).isEqualTo(90 * 86_400);
        assertThat(LIFETIME.ofEvent(NOW.minus(Duration.ofDays(80)))).isEqualTo(10 * 86_400);
        assertThat(LIFETIME.ofEvent(NOW.minus(Duration.ofDays(90)).plusMillis(1)))
                .isEqualTo(1);
        assertThat(LIFETIME.ofEvent(NOW.minus(Duration.ofDays(90)))).isZero();
        assertThat(LIFETIME.ofEvent(NOW.minus(Duration.ofDays(91)))).isNegative();
    }

    @Test
    void aDayIsMarkedForAsLongAsItsLastEventCanLive() {
        IntStream.range(0, 90 * 24)
                .mapToObj(hours -> NOW.minus(Duration.ofHours(hours)))
                .forEach(at -> assertThat(LIFETIME.ofDay(TimeBucket.ofDay(at).day()))
                        .isBetween(LIFETIME.ofEvent(at), LIFETIME.ofEvent(at) + 86_400));
    }
}
