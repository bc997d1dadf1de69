package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class BackoffTests {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({
        "1, 100",
        "2, 200",
        "3, 400",
        "4, 800",
        "5, 1600",
        "6, 3200",
        "7, 5000",
        "8, 5000",
        "31, 5000",
        "32, 5000",
        "64, 5000",
        "65, 5000",
        "2147483647, 5000"
    })
    void theDelayDoublesUpToItsLimitAndIsHalfOfThatAtLeast(int failures, long ceiling) {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> BACKOFF.after(failures)))
                .allMatch(delay -> delay.toMillis() >= ceiling / 2 && delay.toMillis() <= ceiling);
    }

    @Test
    void instancesDoNotReturnTogether() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> BACKOFF.after(7)).distinct())
                .hasSizeGreaterThan(300);
    }

    @Test
    void bothEndsOfTheRangeAreReached() {
        var backoff = new Backoff(Duration.ofMillis(4), Duration.ofMillis(4));

        assertThat(IntStream.range(0, 1_000).mapToObj(i -> backoff.after(1)).distinct())
                .containsExactlyInAnyOrder(Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(4));
    }

    @Test
    void aLimitBelowTheFirstDelayHolds() {
        var backoff = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(1));

        assertThat(backoff.after(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aLongFirstDelayDoesNotOverflow() {
        var backoff = new Backoff(Duration.ofDays(30), Duration.ofDays(60));

        assertThat(backoff.after(Integer.MAX_VALUE)).isBetween(Duration.ofDays(30), Duration.ofDays(60));
    }
}
