package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HiccupsTests {

    private final AtomicLong now = new AtomicLong();
    private final Hiccups hiccups = new Hiccups(now::get);

    @Test
    void aThreadThatWakesUpInTimeLosesNothing() {
        pass(20);
        hiccups.woke();
        pass(20);
        hiccups.woke();

        assertThat(lostSince(0)).isZero();
    }

    @Test
    void onlyTheTimeBeyondTheRestIsLost() {
        pass(1_020);
        hiccups.woke();

        assertThat(lostSince(0)).isEqualTo(1_000);
    }

    @Test
    void onlyWhatWasLostSinceThenCounts() {
        pass(1_020);
        hiccups.woke();
        pass(70);
        hiccups.woke();

        assertThat(lostSince(900)).isEqualTo(120 + 50);
        assertThat(lostSince(1_060)).isEqualTo(30);
    }

    @Test
    void aHiccupCountsWhileItLasts() {
        pass(520);

        assertThat(lostSince(0)).isEqualTo(500);
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private long lostSince(long millis) {
        return hiccups.lostSince(Duration.ofMillis(millis).toNanos()).toMillis();
    }
}
