package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which calls tell that a store is back that has failed many times. */
@Tag("fast")
class StoreCallTests extends StoreCallFixture {

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

    @Test
    void aQuestionWhoseAnswerIsYetToComeDoesNot() {
        await().ignoreExceptions()
                .until(() -> !calls.readLater().toCompletableFuture().isDone());
        assertThat(isClosed()).isFalse();
    }

    @Test
    void anAnswerOfAServerOfItsOwnSaysNothingOfTheOther() {
        var elsewhere = (Elsewhere) proxy(new Elsewhere());

        assertThat(elsewhere.read()).isEqualTo(1);

        assertThat(isOpen()).isTrue();
    }

    @Test
    void norDoItsFailures() {
        guards.of(Store.NEO4J).close();
        var elsewhere = (Elsewhere) proxy(new Elsewhere());
        // A busy machine may pause for longer than the circuit stays open, so that one more may try.
        await().pollInSameThread().untilAsserted(() -> {
            for (var i = 0; i < 20; i++) {
                assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(elsewhere::fail);
            }
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(elsewhere::read);
        });

        assertThat(isClosed()).isTrue();
        assertThat(calls.read()).isEqualTo(1);
    }
}
