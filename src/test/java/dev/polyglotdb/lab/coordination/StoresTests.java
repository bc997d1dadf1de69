package dev.polyglotdb.lab.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StoresTests {

    private static final Duration DELAY = Duration.ofMillis(50);

    /** In a run of the lab there is a delay before the first look, but not in tests. */
    @BeforeEach
    void delay() {
        Awaitility.setDefaultPollDelay(DELAY);
    }

    @AfterEach
    void doNotDelay() {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
    }

    @Test
    void whoHasNoEntriesToApplyWaitsForNothing() {
        var quickest = IntStream.range(0, 20)
                .mapToObj(i -> waiting())
                .min(Duration::compareTo)
                .orElseThrow();
        assertThat(quickest).isLessThan(DELAY);
    }

    private static Duration waiting() {
        var begin = System.nanoTime();
        Stores.awaitNone(() -> 0L);
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
