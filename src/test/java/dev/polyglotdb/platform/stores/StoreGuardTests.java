package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Parallel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StoreGuardTests {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final StoreTimeouts timeouts = new StoreTimeouts(Duration.ofSeconds(2));
    private final StoreGuard guard =
            new StoreGuards(meters, () -> timeouts, Duration.ofMillis(500), store -> false).of(Store.REDIS);

    @Test
    void afterManyFailuresOnEndAllAreRefusedButForSomeWhoTryNowAndThen() {
        // A busy machine may pause for longer than the circuit stays open, so that one more may try.
        await().pollInSameThread().untilAsserted(() -> {
            guard.close();
            fail(10);
            assertThat(isOpen()).isTrue();
            assertThat(mayEnter()).isFalse();
        });

        await().until(this::mayEnter);
        assertThat(IntStream.range(0, 10).filter(i -> mayEnter()).count()).isEqualTo(2);
    }

    @Test
    void anyAnswerLetsEverybodyInAtOnce() {
        fail(10);

        guard.close();

        assertThat(isOpen()).isFalse();
        assertThat(IntStream.range(0, 50).filter(i -> mayEnter()).count()).isEqualTo(50);
    }

    @Test
    void failuresAmongAnswersRefuseNobody() {
        for (var i = 0; i < 20; i++) {
            fail(9);
            assertThat(mayEnter()).isTrue();
            guard.answered(1);
            guard.leave();
        }
    }

    /** The library throws where a state changes under the hands of another thread. */
    @Test
    void comingAndGoingAtTheSameTimeIsNoDefect() {
        assertThatCode(() -> Parallel.each(8, i -> {
                    for (var call = 0; call < 20_000; call++) {
                        if (mayEnter()) {
                            if (ThreadLocalRandom.current().nextInt(30) == 0) {
                                guard.answered(1);
                            } else {
                                guard.failed(1, new IOException());
                            }
                            guard.leave();
                        }
                    }
                    return true;
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void whoWaitsTooLongForItsTurnIsToldWhichStoreItIs() {
        IntStream.range(0, 100).forEach(i -> guard.enter());

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(guard::enter)
                .satisfies(refusal -> assertThat(refusal.store()).isEqualTo(Store.REDIS))
                .isNotInstanceOf(StoreOverloadedException.class);
    }

    @Test
    void aStoreThatAnswersOthersMeanwhileIsOverloadedAndNotAway() {
        IntStream.range(0, 100).forEach(i -> guard.enter());

        // A busy machine may pause this thread for longer than a silence is, so one more may have to wait.
        await().until(() -> refusalWhileItAnswers() instanceof StoreOverloadedException);
    }

    private Throwable refusalWhileItAnswers() {
        guard.answered(1);
        var waiting = CompletableFuture.runAsync(guard::enter);
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            guard.answered(1);
            return waiting.isDone();
        });
        return waiting.handle((admitted, refusal) -> refusal.getCause()).join();
    }

    @Test
    void callsAreStalledWhileTheirStoreAnswersNobody() {
        // A busy machine may pause for longer than a silence is, so whoever is too late looks again.
        await().until(() -> {
            guard.enter();
            var stalled = guard.stalled();
            guard.leave();
            return stalled == 0;
        });

        guard.enter();
        guard.enter();
        await().until(() -> guard.stalled() == 2);
        await().until(() -> {
            guard.answered(1);
            return guard.stalled() == 0;
        });

        guard.leave();
        await().until(() -> guard.stalled() == 1);
        guard.leave();
        assertThat(guard.stalled()).isZero();
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            guard.enter();
            guard.failed(1, new IOException());
            guard.leave();
        }
    }

    private boolean mayEnter() {
        try {
            guard.enter();
            return true;
        } catch (StoreUnavailableException refused) {
            return false;
        }
    }

    private boolean isOpen() {
        return meters.get("resilience4j.circuitbreaker.state")
                        .tags("name", "redis", "state", "open")
                        .gauge()
                        .value()
                > 0;
    }
}
