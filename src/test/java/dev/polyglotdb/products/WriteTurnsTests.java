package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.testing.Parallel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WriteTurnsTests {

    private static final int WRITERS = 16;

    @Test
    void theWritersOfOneProductWaitForEachOther() {
        var turns = new WriteTurns(Duration.ofMinutes(1));
        var writing = new AtomicInteger();

        var most = Parallel.each(
                WRITERS,
                i -> turns.take("lamp", () -> {
                    var now = writing.incrementAndGet();
                    Thread.yield();
                    writing.decrementAndGet();
                    return now;
                }));

        assertThat(most).hasSize(WRITERS).containsOnly(1);
    }

    @Test
    void whoeverWaitedLongEnoughGoesOnAndSoDoesTheNextAfterAFailure() {
        var turns = new WriteTurns(Duration.ofMillis(1));
        var impatientIsDone = new CountDownLatch(1);

        var answers = Parallel.each(
                2,
                i -> turns.take("lamp", () -> {
                    if (impatientIsDone.getCount() > 0 && i == 0) {
                        turns.take("chair", () -> "another product");
                    }
                    impatientIsDone.countDown();
                    return i;
                }));

        assertThat(answers).containsExactly(0, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> turns.take("lamp", () -> {
                    throw new IllegalStateException("refused");
                }));
        assertThat(turns.take("lamp", () -> "free")).isEqualTo("free");
    }
}
