package dev.polyglotdb.activity;

import dev.polyglotdb.web.TimeBudget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** When a request that waits for Cassandra has to give up, however many statements it takes. */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + TimeBudget.atMost(time).toNanos());
    }

    /** @throws CompletionException with the cause of the failure, or a {@link TimeoutException} */
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

    /** @throws CompletionException with a {@link TimeoutException} if there is no permit in time */
    void acquire(Semaphore permits) {
        try {
            if (!permits.tryAcquire(left(), TimeUnit.NANOSECONDS)) {
                throw new CompletionException(new TimeoutException("too many statements in flight"));
            }
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private long left() {
        return end - System.nanoTime();
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Cassandra", cause);
    }
}
