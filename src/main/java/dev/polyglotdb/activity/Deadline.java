package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.TimeBudget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time at which a request stops waiting for Cassandra. It covers all statements of the request together. */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + TimeBudget.atMost(time).toNanos());
    }

    /** @throws CompletionException with the cause of the failure, or with a {@link TimeoutException} */
    <T> T await(CompletableFuture<T> result) {
        try {
            return result.get(left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            throw new CompletionException(failure.getCause());
        } catch (TimeoutException late) {
            throw new CompletionException(late);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** Returns a deadline after half of the remaining time. */
    Deadline half() {
        return new Deadline(System.nanoTime() + left() / 2);
    }

    /**
     * Waits for the given time, but not beyond the deadline.
     *
     * @return whether the result is complete, normally or exceptionally
     * @throws CompletionException with a {@link TimeoutException} if the deadline has passed
     */
    boolean awaitFor(Duration time, CompletableFuture<?> result) {
        try {
            result.get(within(time), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failure) {
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /**
     * Waits for a permit as {@link #awaitFor} waits for a result.
     *
     * @return whether a permit was acquired
     */
    boolean acquireFor(Duration time, Semaphore permits) {
        try {
            return permits.tryAcquire(within(time), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private long within(Duration time) {
        var left = left();
        if (left <= 0) {
            throw new CompletionException(new TimeoutException("Cassandra did not answer in time"));
        }
        return Math.min(left, time.toNanos());
    }

    private long left() {
        return end - System.nanoTime();
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Cassandra", cause);
    }
}
