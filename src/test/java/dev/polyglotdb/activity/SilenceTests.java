package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody joins those who wait for a Cassandra that answers nothing. */
@Tag("fast")
class SilenceTests {

    private static final Duration LIMIT = Duration.ofMillis(700);

    private long now = -5;
    private final Silence silence = new Silence(LIMIT, () -> now);

    @Test
    void itBeginsExactlyAfterTheLimit() {
        send(Silence.MAX_UNANSWERED);

        now += LIMIT.toNanos();
        assertServes();
        now++;
        assertRefuses();
    }

    @Test
    void aFewMayAlwaysAskWhetherItAnswersAgain() {
        send(Silence.MAX_UNANSWERED - 1);
        now += LIMIT.multipliedBy(10).toNanos();

        assertServes();
        send(1);
        assertRefuses();
    }

    @Test
    void anyAnswerEndsIt() {
        send(Silence.MAX_UNANSWERED + 1);
        now += LIMIT.toNanos() + 1;
        assertRefuses();

        silence.answered(true);

        assertServes();
        now += LIMIT.toNanos() + 1;
        assertRefuses();
    }

    @Test
    void aFailureIsNoAnswer() {
        send(Silence.MAX_UNANSWERED + 1);
        now += LIMIT.toNanos() + 1;

        silence.answered(false);

        assertRefuses();
    }

    @Test
    void afterFailuresTheNextStatementsDoNotBeginAnew() {
        send(1);
        now += LIMIT.toNanos() + 1;
        silence.answered(false);

        send(Silence.MAX_UNANSWERED);

        assertRefuses();
    }

    @Test
    void timeWithoutStatementsDoesNotCount() {
        send(1);
        silence.answered(true);
        now += LIMIT.multipliedBy(10).toNanos();

        send(Silence.MAX_UNANSWERED);

        assertServes();
    }

    private void send(int statements) {
        for (var statement = 0; statement < statements; statement++) {
            silence.sent();
        }
    }

    private void assertServes() {
        assertThatCode(silence::refuse).doesNotThrowAnyException();
    }

    private void assertRefuses() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(silence::refuse)
                .withCauseInstanceOf(TimeoutException.class);
    }
}
