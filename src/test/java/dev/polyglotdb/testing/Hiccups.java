package dev.polyglotdb.testing;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Times in which this machine let nobody run, as jHiccup measures them: a thread that rests for a moment, again and
 * again, notes by how much it overslept. Whoever waits meanwhile waits so much longer. Pauses of this JVM count, too,
 * such as for the collection of garbage.
 */
public final class Hiccups {

    private static final Duration REST = Duration.ofMillis(20);

    /** Nobody asks about earlier ones. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final Hiccups OF_THIS_MACHINE = new Hiccups(System::nanoTime);

    static {
        var meter = new Thread(OF_THIS_MACHINE::measure, "hiccups");
        meter.setDaemon(true);
        meter.start();
    }

    private record Hiccup(long begin, long end) {}

    private final Deque<Hiccup> noted = new ConcurrentLinkedDeque<>();
    private final LongSupplier nanoTime;

    /** When the thread should have woken up last. */
    private volatile long due;

    /** @param nanoTime as {@link System#nanoTime} */
    Hiccups(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong() + REST.toNanos();
    }

    /**
     * Returns how much of the time since then was lost to hiccups.
     *
     * @param begun by {@link System#nanoTime}, at most five minutes ago
     */
    public static Duration since(long begun) {
        return OF_THIS_MACHINE.lostSince(begun);
    }

    private void measure() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(REST.toNanos());
            woke();
        }
    }

    void woke() {
        var now = nanoTime.getAsLong();
        if (now > due) {
            noted.addLast(new Hiccup(due, now));
        }
        due = now + REST.toNanos();
        while (!noted.isEmpty() && now - noted.getFirst().end() > KEPT.toNanos()) {
            noted.removeFirst();
        }
    }

    Duration lostSince(long begun) {
        // Before the noted ones, which may be joined by the current one meanwhile.
        var current = new Hiccup(due, nanoTime.getAsLong());
        var lost = lost(begun, current);
        Iterable<Hiccup> latestFirst = noted::descendingIterator;
        for (var hiccup : latestFirst) {
            if (hiccup.end() <= begun) {
                break;
            }
            lost += hiccup.begin() == current.begin() ? 0 : lost(begun, hiccup);
        }
        return Duration.ofNanos(lost);
    }

    private static long lost(long begun, Hiccup hiccup) {
        return Math.max(0, hiccup.end() - Math.max(hiccup.begin(), begun));
    }
}
