package dev.polyglotdb.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.testing.Parallel;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecentValueTests {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();
    private final RecentValue<Integer> value =
            new RecentValue<>(Duration.ofSeconds(5), readings::incrementAndGet, now::get);

    @Test
    void manyWhoWantItAtTheSameTimeCauseOneReading() {
        assertThat(Parallel.each(50, n -> value.get())).containsOnly(1);
    }

    @Test
    void itIsReadAgainOnceItIsTooOld() {
        value.get();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(value.get()).isEqualTo(1);

        now.incrementAndGet();

        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void nobodyHoldsAMonitorWhileItIsRead() {
        var monitors = new RecentValue<>(Duration.ofSeconds(5), RecentValueTests::heldMonitors);

        assertThat(Parallel.each(1, n -> monitors.get())).containsExactly(List.of());
    }

    private static List<MonitorInfo> heldMonitors() {
        var self = new long[] {Thread.currentThread().getId()};
        var info = ManagementFactory.getThreadMXBean().getThreadInfo(self, true, false)[0];
        return List.of(info.getLockedMonitors());
    }

    @Test
    void aFailureIsNotKept() {
        var failingOnce = new RecentValue<>(
                Duration.ofSeconds(5),
                () -> {
                    if (readings.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return "here";
                },
                now::get);

        assertThatThrownBy(failingOnce::get).isInstanceOf(IllegalStateException.class);
        assertThat(failingOnce.get()).isEqualTo("here");
    }
}
