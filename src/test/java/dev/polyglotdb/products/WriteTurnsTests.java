package dev.polyglotdb.products;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Parallel;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WriteTurnsTests {

    private static final int WRITERS = 16;
    private static final Set<State> WAITS_OR_HAS_WRITTEN =
            EnumSet.of(State.WAITING, State.TIMED_WAITING, State.TERMINATED);

    private final Queue<Thread> writers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writing = new AtomicInteger();

    @Test
    void theWritersOfOneProductWaitForEachOther() {
        var turns = new WriteTurns(Duration.ofMinutes(1));

        var most = Parallel.each(WRITERS, i -> {
            writers.add(Thread.currentThread());
            return turns.take("lamp", this::writeWhenAllHaveCome);
        });

        assertThat(most).hasSize(WRITERS).containsOnly(1);
    }

    /** @return how many write now */
    private int writeWhenAllHaveCome() {
        writing.incrementAndGet();
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> writers.size() == WRITERS && writers.stream().noneMatch(this::isComing));
            return writing.get();
        } finally {
            writing.decrementAndGet();
        }
    }

    private boolean isComing(Thread writer) {
        return writer != Thread.currentThread() && !WAITS_OR_HAS_WRITTEN.contains(writer.getState());
    }

    @Test
    void whoeverWaitedLongEnoughGoesOnBesideTheOther() {
        var turns = new WriteTurns(Duration.ofMillis(1));
        var hasTurn = new CountDownLatch(1);
        var impatient = new CompletableFuture<Integer>();

        var answers = Parallel.each(
                2,
                i -> i == 0
                        ? turns.take("lamp", () -> {
                            hasTurn.countDown();
                            turns.take("chair", () -> "another product");
                            impatient.orTimeout(20, SECONDS).join();
                            return i;
                        })
                        : comesSecond(turns, hasTurn, impatient));

        assertThat(answers).containsExactly(0, 1);
    }

    private static int comesSecond(WriteTurns turns, CountDownLatch hasTurn, CompletableFuture<Integer> impatient) {
        await().until(() -> hasTurn.getCount() == 0);
        var answer = turns.take("lamp", () -> 1);
        impatient.complete(answer);
        return answer;
    }

    /** The next one is another thread, since a lock lets its holder in again. */
    @Test
    void theNextHasItsTurnAfterAFailure() {
        var turns = new WriteTurns(Duration.ofMinutes(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> turns.take("lamp", () -> {
                    throw new IllegalStateException("refused");
                }));

        var next = CompletableFuture.supplyAsync(() -> turns.take("lamp", () -> "free"));
        assertThat(next.orTimeout(20, SECONDS).join()).isEqualTo("free");
    }
}
