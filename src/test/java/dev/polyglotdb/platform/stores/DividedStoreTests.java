package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store whose servers have different parts of its data, such as Redis as a cluster. */
@Tag("fast")
class DividedStoreTests {

    private final StoreTimeouts timeouts = new StoreTimeouts(Duration.ofSeconds(2));
    private final StoreGuards guards = new StoreGuards(
            new SimpleMeterRegistry(), () -> timeouts, Duration.ofMinutes(1), store -> store == Store.REDIS);
    private final StoreGuard guard = guards.of(Store.REDIS);

    @Test
    void manyFailuresOnEndRefuseNobodyForTheOtherServersMayAnswer() {
        fail(50);
        assertThat(guard.circuit()).isEqualTo(StoreStates.Circuit.CLOSED);

        guard.enter();
        guard.answered(1);
        guard.leave();

        fail(50);
        assertThat(guard.circuit()).isEqualTo(StoreStates.Circuit.CLOSED);
    }

    @Test
    void aServerThatDoesNotAnswerItsProbeIsToldAlthoughACrowdHasAnswersOfTheOthers() {
        IntStream.range(0, 10).forEach(i -> guard.enter());
        var silent = new StoreProbe(Store.REDIS, () -> {
            guard.heard();
            throw new UncheckedIOException(new IOException("refused"));
        });

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> guards.ask(silent));
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(i -> {
            guard.enter();
            guard.failed(1, new IOException());
            guard.leave();
        });
    }
}
