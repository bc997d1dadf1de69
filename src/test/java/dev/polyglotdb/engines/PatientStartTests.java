package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PatientStartTests {

    private final AtomicInteger starts = new AtomicInteger();

    @AfterEach
    void isInterruptedNoMore() {
        Thread.interrupted();
    }

    @Test
    void whateverKeepsItFromStartingMayGoAway() {
        start(() -> {
            if (starts.incrementAndGet() == 1) {
                throw new IllegalStateException("is running");
            }
        });

        assertThat(starts).hasValue(2);
    }

    @Test
    void whoIsInterruptedStartsItAndIsInterruptedAfterwards() {
        Thread.currentThread().interrupt();

        start(this::startUnlessInterrupted);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(starts).hasValue(1);
    }

    @Test
    void whoIsInterruptedWhileItStartsStartsItOnceMore() {
        start(() -> {
            if (starts.get() == 0) {
                Thread.currentThread().interrupt();
            }
            startUnlessInterrupted();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(starts).hasValue(2);
    }

    private void startUnlessInterrupted() {
        starts.incrementAndGet();
        if (Thread.currentThread().isInterrupted()) {
            throw new StoresException("was stopped while it started");
        }
    }

    @Test
    void whatIsInVainIsNotTriedAgain() {
        assertThatThrownBy(() -> PatientStart.of(
                        Engine.REDIS,
                        () -> {
                            starts.incrementAndGet();
                            throw new StoresException("closed");
                        },
                        () -> true))
                .hasMessage("closed");

        assertThat(starts).hasValue(1);
    }

    private static void start(Runnable start) {
        PatientStart.of(Engine.REDIS, start, () -> false);
    }
}
