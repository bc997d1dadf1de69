package dev.polyglotdb.activity;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Detects that Cassandra answers nothing at all, so that only a few requests wait for it. */
final class Silence {

    static final int MAX_UNANSWERED = 16;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongSupplier nanoTime;

    /** Cassandra counts as silent after this time without an answer. */
    private final long limit;

    /** The time of Cassandra's last answer, or of the first statement sent after all earlier ones were answered. */
    private volatile long lastAnswer;

    private volatile boolean failing;

    Silence(Duration limit, LongSupplier nanoTime) {
        this.limit = limit.toNanos();
        this.nanoTime = nanoTime;
    }

    void sent() {
        if (inFlight.getAndIncrement() == 0 && !failing) {
            lastAnswer = nanoTime.getAsLong();
        }
    }

    /** Every statement that was sent must be answered once, even if it could not be sent after all. */
    void answered(boolean succeeded) {
        failing = !succeeded;
        if (succeeded) {
            lastAnswer = nanoTime.getAsLong();
        }
        inFlight.decrementAndGet();
    }

    /** @throws CompletionException with a {@link TimeoutException} if enough statements wait, and nothing answers */
    void refuse() {
        if (inFlight.get() >= MAX_UNANSWERED && nanoTime.getAsLong() - lastAnswer > limit) {
            throw new CompletionException(new TimeoutException("Cassandra does not answer"));
        }
    }
}
