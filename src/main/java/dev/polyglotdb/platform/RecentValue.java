package dev.polyglotdb.platform;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that costs something to read and may be a little old. Of many who want it at the same time, one reads it and
 * the others wait. A failure to read it is not kept.
 *
 * @param <T> the type of the value
 */
public final class RecentValue<T extends @Nullable Object> {

    private record Reading<T extends @Nullable Object>(T value, long at) {}

    private final long freshNanos;
    private final Supplier<T> source;
    private final LongSupplier nanoTime;

    /** No monitor, which on Java 21 to 23 would hold the carriers of virtual threads while a store is asked. */
    private final Lock turn = new ReentrantLock();

    private @Nullable Reading<T> last;

    /**
     * @param fresh how old the value may be
     * @param source reads it
     */
    public RecentValue(Duration fresh, Supplier<T> source) {
        this(fresh, source, System::nanoTime);
    }

    RecentValue(Duration fresh, Supplier<T> source, LongSupplier nanoTime) {
        this.freshNanos = fresh.toNanos();
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** Returns the value, and reads it first if it is too old. */
    public T get() {
        turn.lock();
        try {
            var reading = last;
            if (reading == null || nanoTime.getAsLong() - reading.at() > freshNanos) {
                reading = new Reading<>(source.get(), nanoTime.getAsLong());
                last = reading;
            }
            return reading.value();
        } finally {
            turn.unlock();
        }
    }
}
