package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DeadlineTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    /** Not over before the wait has begun, however busy the machine is. */
    private static final Duration NEAR = Duration.ofSeconds(1);

    private static final CompletableFuture<String> DONE = CompletableFuture.completedFuture("done");
    private static final CompletableFuture<String> FAILED =
            CompletableFuture.failedFuture(new UnsupportedOperationException("no"));

    private final CompletableFuture<String> never = new CompletableFuture<>();
    private final Deadline future = Deadline.in(LONG);
    private final Deadline past = Deadline.in(Duration.ZERO);

    @Test
    void aResultIsHandedOver() {
        assertThat(future.await(DONE)).isEqualTo("done");
        assertThat(past.await(DONE)).isEqualTo("done");
    }

    @Test
    void aFailureComesWithItsCause() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> future.await(FAILED))
                .withCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nobodyWaitsBeyondIt() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> Deadline.in(SHORT).await(never))
                .withCauseInstanceOf(TimeoutException.class);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> past.await(never))
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aWaitForAWhileTellsWhetherThereIsAnAnswer() {
        assertThat(future.awaitFor(LONG, DONE)).isTrue();
        assertThat(future.awaitFor(LONG, FAILED)).isTrue();
        assertThat(future.awaitFor(SHORT, never)).isFalse();
    }

    @Test
    void aWaitForAWhileEndsWithTheDeadlineToo() {
        assertThat(Deadline.in(NEAR).awaitFor(LONG, never)).isFalse();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> past.awaitFor(LONG, never))
                .withCauseInstanceOf(TimeoutException.class);
    }

    /** It must be new, since one that was a second late would have passed after other waits. */
    @Test
    void whereNoTimeIsLeftTheDeadlineHasPassedAtOnce() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> Deadline.in(Duration.ZERO).awaitFor(LONG, never))
                .withCauseInstanceOf(TimeoutException.class);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> Deadline.in(Duration.ZERO).acquireFor(LONG, new Semaphore(0)))
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void aPermitIsWaitedForLikewise() {
        var permits = new Semaphore(1);

        assertThat(future.acquireFor(LONG, permits)).isTrue();
        assertThat(future.acquireFor(SHORT, permits)).isFalse();
        assertThat(Deadline.in(NEAR).acquireFor(LONG, permits)).isFalse();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> past.acquireFor(LONG, permits))
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(permits.availablePermits()).isZero();
    }

    @Test
    void halfOfTheTimeIsOverBeforeTheWhole() {
        var begun = System.nanoTime();
        var half = Deadline.in(Duration.ofMillis(200)).half();

        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> half.await(never));

        assertThat(System.nanoTime() - begun).isBetween(90_000_000L, 30_000_000_000L);
        assertThat(future.half().await(DONE)).isEqualTo("done");
    }

    @Test
    void whoeverIsInterruptedStopsAndRemainsInterrupted() {
        interruptedIn(() -> future.await(never));
        interruptedIn(() -> future.awaitFor(LONG, never));
        interruptedIn(() -> future.acquireFor(LONG, new Semaphore(0)));
    }

    private static void interruptedIn(Runnable wait) {
        Thread.currentThread().interrupt();

        assertThatIllegalStateException().isThrownBy(wait::run).withCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }
}
