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
    private int waiting = 1;
    private final ProcessorLimit limit = new ProcessorLimit(16, 100, () -> load, () -> now);

    @Test
    void anIdleMachineServesAsManyAsWantTo() {
        assertThat(after(50, 0.1)).isEqualTo(100);
    }

    @Test
    void theLimitDoesNotRiseWhileNobodyWaits() {
        waiting = 0;

        assertThat(after(50, 0.1)).isEqualTo(16);
    }

    @Test
    void busyProcessorsLowerTheLimitButNotBelowTheLeast() {
        after(50, 0.1);

        assertThat(after(1, 1)).isEqualTo(75);
        assertThat(after(50, 1)).isEqualTo(16);
    }

    @Test
    void theLimitRisesAgainStepByStepWhenTheProcessorsAreIdle() {
        after(50, 1);

        assertThat(after(1, 0.5)).isEqualTo(18);
        assertThat(after(1, 0.5)).isEqualTo(20);
        assertThat(after(50, 0.5)).isEqualTo(100);
    }

    @Test
    void betweenBusyAndIdleTheLimitStays() {
        after(50, 0.1);
        var before = after(2, 1);

        assertThat(after(50, 0.9)).isEqualTo(before);
    }

    @Test
    void anUnknownLoadChangesNothing() {
        after(50, 0.1);

        assertThat(after(50, -1)).isEqualTo(100);
        assertThat(after(50, Double.NaN)).isEqualTo(100);
    }

    @Test
    void howOftenItIsAskedDoesNotMatter() {
        after(50, 0.1);
        load = 1;
        now += Duration.ofMillis(100).toNanos();

        assertThat(IntStream.range(0, 50).map(i -> limit.applyAsInt(waiting))).containsOnly(75);
    }

    private int after(int periods, double busy) {
        load = busy;
        for (var i = 0; i < periods; i++) {
            now += Duration.ofMillis(100).toNanos();
            limit.applyAsInt(waiting);
        }
        return limit.applyAsInt(waiting);
    }
}
