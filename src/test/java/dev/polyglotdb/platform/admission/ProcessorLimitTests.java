package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProcessorLimitTests {

    private double load;
    private long now;
    private final ProcessorLimit limit = new ProcessorLimit(16, 100, () -> load, () -> now);

    @Test
    void anIdleMachineServesAsManyAsItHasPlaces() {
        assertThat(after(50, 0.1)).isEqualTo(100);
    }

    @Test
    void busyProcessorsLowerTheLimitButNotBelowTheLeast() {
        assertThat(after(1, 1)).isEqualTo(75);
        assertThat(after(50, 1)).isEqualTo(16);
    }

    @Test
    void theLimitRisesAgainWhenTheProcessorsAreIdle() {
        after(50, 1);

        assertThat(after(1, 0.5)).isEqualTo(20);
        assertThat(after(50, 0.5)).isEqualTo(100);
    }

    @Test
    void betweenBusyAndIdleTheLimitStays() {
        var before = after(2, 1);

        assertThat(after(50, 0.9)).isEqualTo(before);
    }

    @Test
    void anUnknownLoadChangesNothing() {
        assertThat(after(50, -1)).isEqualTo(100);
        assertThat(after(50, Double.NaN)).isEqualTo(100);
    }

    @Test
    void howOftenItIsAskedDoesNotMatter() {
        load = 1;
        now += Duration.ofMillis(100).toNanos();

        assertThat(IntStream.range(0, 50).map(i -> limit.getAsInt())).containsOnly(75);
    }

    private int after(int periods, double busy) {
        load = busy;
        for (var i = 0; i < periods; i++) {
            now += Duration.ofMillis(100).toNanos();
            limit.getAsInt();
        }
        return limit.getAsInt();
    }
}
