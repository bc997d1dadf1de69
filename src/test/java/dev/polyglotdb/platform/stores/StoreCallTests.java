package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.dao.QueryTimeoutException;

/** Which calls tell that a store is back that has failed many times. */
@Tag("fast")
class StoreCallTests {

    private static final Duration WAIT = Duration.ofMillis(5);

    @UsesStore(Store.NEO4J)
    static class Calls {

        int fail() {
            throw new UncheckedIOException(new IOException("refused"));
        }

        int read() {
            return 1;
        }

        void work(Runnable parts) {
            parts.run();
        }

        int waitInVain(Runnable meanwhile) {
            var begun = System.nanoTime();
            while (System.nanoTime() - begun < WAIT.toNanos()) {
                Thread.onSpinWait();
            }
            meanwhile.run();
            throw new QueryTimeoutException("no answer in time");
        }

        CompletionStage<Integer> readLater() {
            return new CompletableFuture<>();
        }
    }

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final StoreGuards guards =
            new StoreGuards(meters, () -> new StoreTimeouts(Duration.ofSeconds(2)), Duration.ofMillis(50));
    private final StoreCallInterceptor interceptor = new StoreCallInterceptor(meters, guards, Tracing.off());
    private final Calls calls = (Calls) proxy(new Calls());

    private Object proxy(Object target) {
        var factory = new ProxyFactory(target);
        factory.setProxyTargetClass(true);
        factory.addAdvice(interceptor);
        return factory.getProxy();
    }

    @BeforeEach
    void open() {
        for (var i = 0; i < 10; i++) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(calls::fail);
        }
        assertThat(isOpen()).isTrue();
    }

    @Test
    void anAnswerDoes() {
        await().ignoreExceptions().until(() -> calls.read() == 1);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void aSuccessfulProbeDoesAlsoWhileNobodyElseMayTry() {
        for (var i = 0; i < 20; i++) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(calls::fail);
        }
        guards.ask(new StoreProbe(Store.NEO4J, () -> {}));
        assertThat(isOpen()).isFalse();
    }

    @Test
    void aProbeWithoutAnAnswerDoesNot() {
        var silent = new StoreProbe(Store.NEO4J, () -> {
            throw new UncheckedIOException(new IOException("refused"));
        });

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> guards.ask(silent));
        assertThat(isOpen()).isTrue();
    }

    /** What probes and requests wait for in vain then is a busy store, and health must not tell an outage. */
    @Test
    void aProbeThatFailsInACrowdThatGetsAnswersSaysNothing() {
        var guard = guards.of(Store.NEO4J);
        guard.close();
        IntStream.range(0, 4).forEach(i -> guard.enter());
        var tooLate = new StoreProbe(Store.NEO4J, () -> {
            throw new UncheckedIOException(new IOException("too late"));
        });

        // A busy machine may pause the probe after the answer to the others.
        await().ignoreExceptionsInstanceOf(UncheckedIOException.class).until(() -> {
            guard.answered(1);
            return !guards.ask(tooLate);
        });
    }

    @Test
    void aQuestionWhoseAnswerIsYetToComeDoesNot() {
        await().ignoreExceptions()
                .until(() -> !calls.readLater().toCompletableFuture().isDone());
        assertThat(isClosed()).isFalse();
    }

    @Test
    void aCallThatWaitsInVainWhileOthersHaveAnswersFindsTheStoreOverloadedAndNotAway() {
        var guard = guards.of(Store.NEO4J);
        guard.close();
        IntStream.range(0, 3).forEach(i -> guard.enter());

        // A busy machine may pause the call after the answer to the others. Then it seems to have waited for longer.
        await().untilAsserted(() -> assertThatExceptionOfType(StoreOverloadedException.class)
                .isThrownBy(() -> calls.waitInVain(() -> guard.answered(1))));

        assertThat(isClosed()).isTrue();
    }

    @Test
    void aSingleCallThatWaitsInVainIsNoOverload() {
        var guard = guards.of(Store.NEO4J);
        guard.close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.waitInVain(() -> guard.answered(1)));
    }

    /** A transaction whose statements are answered is not silent, however long it takes. */
    @Test
    void anAnswerToAPartOfACallShowsThatTheStoreIsThere() {
        var guard = guards.of(Store.NEO4J);
        guard.close();

        calls.work(() -> {
            await().until(() -> guard.stalled() == 1);
            calls.read();
            assertThat(guard.stalled()).isZero();
        });
    }

    @Test
    void anAnswerToTheProbeAloneDoesNotMakeAStoreThatIsSilentPresent() {
        guards.of(Store.NEO4J).close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.waitInVain(() -> guards.ask(new StoreProbe(Store.NEO4J, () -> {}))));
    }

    @Test
    void aCallThatWaitsInVainLikeAllOthersFindsTheStoreAway() {
        guards.of(Store.NEO4J).close();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.waitInVain(() -> {}))
                .isNotInstanceOf(StoreOverloadedException.class);
    }

    private boolean isOpen() {
        return is("open");
    }

    private boolean isClosed() {
        return is("closed");
    }

    private boolean is(String state) {
        return meters.get("resilience4j.circuitbreaker.state")
                        .tags("name", "neo4j", "state", state)
                        .gauge()
                        .value()
                > 0;
    }
}
