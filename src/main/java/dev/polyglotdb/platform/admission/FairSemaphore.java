package dev.polyglotdb.platform.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * A semaphore that shares a few permits fairly among groups. Groups take turns: a group with many waiters delays a
 * waiter of another group by one permit, not by all of its own. When the maximum number of waiters is reached, the
 * largest group gives up a place. The limits may change at any time.
 */
public final class FairSemaphore {

    private static final class Waiter {

        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean admitted;

        void decide(boolean admit) {
            admitted = admit;
            decided.countDown();
        }
    }

    private final IntSupplier permits;
    private final IntSupplier maxWaiting;
    private int taken;
    private int waiting;
    private long queuedSince;

    /** The waiters by group, beginning with the group whose turn it is. */
    private final Map<String, Deque<Waiter>> groups = new LinkedHashMap<>();

    /**
     * @param permits how many permits there are now
     * @param maxWaiting how many callers may wait now
     */
    public FairSemaphore(IntSupplier permits, IntSupplier maxWaiting) {
        this.permits = permits;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Acquires a permit, which the caller must {@linkplain #release() release}.
     *
     * @return false if no permit became available in time, or if too many callers are waiting
     */
    public boolean acquire(String group, Duration patience) throws InterruptedException {
        var waiter = new Waiter();
        if (!join(group, waiter)) {
            return false;
        }
        try {
            return waiter.decided.await(patience.toNanos(), TimeUnit.NANOSECONDS)
                    ? waiter.admitted
                    : !leave(group, waiter) && waiter.admitted;
        } catch (InterruptedException interrupted) {
            if (!leave(group, waiter) && waiter.admitted) {
                release();
            }
            throw interrupted;
        }
    }

    private synchronized boolean join(String group, Waiter waiter) {
        admitWaiting();
        if (taken < permits.getAsInt()) {
            taken++;
            waiter.decide(true);
            return true;
        }
        var queue = groups.getOrDefault(group, new ArrayDeque<>());
        if (waiting >= maxWaiting.getAsInt() && !makeRoom(queue.size())) {
            return false;
        }
        if (waiting == 0) {
            queuedSince = System.nanoTime();
        }
        queue.add(waiter);
        groups.putIfAbsent(group, queue);
        waiting++;
        return true;
    }

    /** Rejects the last waiter of the largest group in favour of a group that remains smaller even with one more. */
    private boolean makeRoom(int size) {
        var largest = groups.values().stream().max(Comparator.comparingInt(Deque::size));
        if (largest.isEmpty() || largest.get().size() <= size + 1) {
            return false;
        }
        largest.get().removeLast().decide(false);
        waiting--;
        return true;
    }

    /** @return false if the waiter has already been admitted or rejected */
    private synchronized boolean leave(String group, Waiter waiter) {
        var queue = groups.get(group);
        if (queue == null || !queue.remove(waiter)) {
            return false;
        }
        waiting--;
        if (queue.isEmpty()) {
            groups.remove(group);
        }
        return true;
    }

    /** Returns how many callers wait. */
    public synchronized int waiting() {
        return waiting;
    }

    /** Returns how many permits are held. This may be more than there are. */
    public synchronized int taken() {
        return taken;
    }

    /** Returns for how long callers have been waiting without a break. */
    public synchronized Duration queued() {
        return waiting == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - queuedSince);
    }

    /** Takes a permit at once, even if none is free. */
    public synchronized void take() {
        taken++;
    }

    /** Passes the permit to the group whose turn it is. */
    public synchronized void release() {
        taken--;
        admitWaiting();
    }

    private void admitWaiting() {
        while (waiting > 0 && taken < permits.getAsInt()) {
            taken++;
            admitNext();
        }
    }

    private void admitNext() {
        var turn = groups.entrySet().iterator().next();
        var group = turn.getKey();
        var queue = turn.getValue();
        groups.remove(group);
        queue.remove().decide(true);
        waiting--;
        if (!queue.isEmpty()) {
            groups.put(group, queue);
        }
    }
}
