package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of things done in parallel when one of them fails, or the test has no more time. */
@Tag("fast")
class ParallelTests {

    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void ifOneFailsTheOthersAreWaitedFor() {
        var end = new CountDownLatch(1);
        var others = new AtomicInteger();

        var failing = CompletableFuture.runAsync(() -> Parallel.each(3, i -> {
            if (i == 0) {
                throw new IllegalStateException("the first");
            }
            awaitEnd(end);
            return others.incrementAndGet();
        }));
        Time.pass(Time.MOMENT);

        assertThat(failing).isNotDone();
        end.countDown();
        assertThatThrownBy(() -> Interruptible.join(failing)).hasRootCauseMessage("the first");
        assertThat(others).hasValue(2);
    }

    @Test
    void ifOneCannotBeOpenedTheOthersAreClosed() {
        assertThatThrownBy(() -> Parallel.open(3, i -> {
                    if (i == 1) {
                        throw new IllegalStateException("too many");
                    }
                    return (AutoCloseable) closed::incrementAndGet;
                }))
                .hasRootCauseMessage("too many");

        assertThat(closed).hasValue(2);
    }

    @Test
    void whoeverIsInterruptedInterruptsThemAll() throws InterruptedException {
        var waiting = new CountDownLatch(2);
        var interrupted = new AtomicBoolean();
        var test = new Thread(() -> {
            assertThatThrownBy(() -> Parallel.each(2, i -> {
                        waiting.countDown();
                        return awaitEnd(new CountDownLatch(1));
                    }))
                    .isInstanceOf(IllegalStateException.class);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        test.start();
        waiting.await();

        test.interrupt();

        test.join(Duration.ofMinutes(1).toMillis());
        assertThat(interrupted).isTrue();
    }

    @Test
    void ifOneOfManyHasFailedAllTheSameTheyEnd() {
        var failures = new AtomicInteger();
        var rounds = new AtomicInteger();
        var failing = Meanwhile.repeat(() -> {
            failures.incrementAndGet();
            throw new IllegalStateException("the first");
        });
        var other = Meanwhile.repeat(rounds::incrementAndGet);
        await().until(() -> failures.get() > 0 && rounds.get() > 0);

        assertThatThrownBy(() -> Meanwhile.closeAll(List.of(failing, other))).hasRootCauseMessage("the first");

        var last = rounds.get();
        await().pollDelay(Time.MOMENT).until(() -> rounds.get() == last);
    }

    @Test
    void eachIsClosedWhateverBecomesOfTheOthers() {
        List<AutoCloseable> three = List.of(closed::incrementAndGet, this::fail, closed::incrementAndGet);

        assertThatThrownBy(() -> Closing.all(three)).hasMessage("can't be closed");
        assertThat(closed).hasValue(2);
        assertThat(Closing.after(new IllegalStateException("before"), three).getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("can't be closed");
    }

    private void fail() {
        throw new IllegalStateException("can't be closed");
    }

    private static boolean awaitEnd(CountDownLatch end) {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
