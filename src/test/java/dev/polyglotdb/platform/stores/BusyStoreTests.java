package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a store that has too much to do is told from one that is away. */
@Tag("fast")
class BusyStoreTests extends StoreCallFixture {

    /** What probes and requests wait for in vain then is a busy store, and health must not tell an outage. */
    @Test
    void aProbeThatFailsInACrowdThatGetsAnswersSaysNothing() {
        var guard = guards.of(Store.NEO4J);
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
    void aCallThatWaitsInVainWhileOthersHaveAnswersFindsTheStoreOverloadedAndNotAway() {
        var guard = guards.of(Store.NEO4J);
        IntStream.range(0, 3).forEach(i -> guard.enter());

        // A busy machine may pause the call after the answer to the others. Then it seems to have waited for longer.
        await().untilAsserted(() -> assertThatExceptionOfType(StoreOverloadedException.class)
                .isThrownBy(() -> calls.waitInVain(() -> guard.answered(1))));

        assertThat(isClosed()).isTrue();
    }

    @Test
    void aSingleCallThatWaitsInVainIsNoOverload() {
        var guard = guards.of(Store.NEO4J);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.waitInVain(() -> guard.answered(1)));
    }

    /** A transaction whose statements are answered is not silent, however long it takes. */
    @Test
    void anAnswerToAPartOfACallShowsThatTheStoreIsThere() {
        var guard = guards.of(Store.NEO4J);

        calls.work(() -> {
            await().until(() -> guard.stalled() == 1);
            // A busy machine may pause after the answer for as long as a silence is.
            await().until(() -> {
                calls.read();
                return guard.stalled() == 0;
            });
        });
    }

    @Test
    void anAnswerToTheProbeAloneDoesNotMakeAStoreThatIsSilentPresent() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.waitInVain(() -> guards.ask(new StoreProbe(Store.NEO4J, () -> {}))));
    }

    @Test
    void aCallThatWaitsInVainLikeAllOthersFindsTheStoreAway() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> calls.waitInVain(() -> {}))
                .isNotInstanceOf(StoreOverloadedException.class);
    }
}
