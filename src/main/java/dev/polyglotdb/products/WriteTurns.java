package dev.polyglotdb.products;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets the writers of one product take turns within this instance, in the order in which they came. Otherwise all but
 * one would lose each race, and spend their time in the store on it.
 */
final class WriteTurns {

    private static final int STRIPES = 1024;

    private final Duration patience;
    private final ReentrantLock[] locks =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock(true)).toArray(ReentrantLock[]::new);

    /** @param patience how long a writer waits for its turn; then it goes on without, and may lose a race */
    WriteTurns(Duration patience) {
        this.patience = patience;
    }

    <T> T take(String id, Supplier<T> write) {
        var turn = locks[Math.floorMod(id.hashCode(), STRIPES)];
        var taken = await(turn);
        try {
            return write.get();
        } finally {
            if (taken) {
                turn.unlock();
            }
        }
    }

    void take(String id, Runnable write) {
        take(id, () -> {
            write.run();
            return true;
        });
    }

    private boolean await(ReentrantLock turn) {
        try {
            return turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
