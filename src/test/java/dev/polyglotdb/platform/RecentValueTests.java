package dev.polyglotdb.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.testing.Parallel;
import java.time.Duration;
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
