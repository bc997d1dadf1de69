package dev.polyglotdb.platform.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * A semaphore that shares a few permits fairly among groups. Groups take turns: a group with many waiters delays a
 * waiter of another group by one permit, not by all of its own. When the maximum number of waiters is reached, the
 * largest group gives up a place. The limits may change at any time.
 */
public final class FairSemaphore {

    /** Says how many callers may wait. */
    @FunctionalInterface
    interface Room {
        /**
         * @param permits how many permits there are
         * @param taken how many of them are held, which may be more than there are
         * @param queued for how long callers have been waiting without a break
         */
        int places(int permits, int taken, Duration queued);
    }

    private static final class Waiter {

        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean admitted;

        void decide(boolean admit) {
            admitted = admit;
            decided.countDown();
        }
    }

    private final IntUnaryOperator permits;
    private final Room room;
    private final LongSupplier nanoTime;
    private int taken;
    private int waiting;
    private long queuedSince;

    /** No group is larger. */
    private int largest;

    /** The waiters by group, beginning with the group whose turn it is. */
    private final Map<String, Deque<Waiter>> groups = new LinkedHashMap<>();

    /**
     * @param permits how many permits there are now
     * @param maxWaiting how many callers may wait now
     */
    public FairSemaphore(IntSupplier permits, IntSupplier maxWaiting) {
        this(waiting -> permits.getAsInt(), (all, taken, queued) -> maxWaiting.getAsInt(), System::nanoTime);
    }

    /** @param permits how many permits there are while this many callers wait */
    FairSemaphore(IntUnaryOperator permits, Room room, LongSupplier nanoTime) {
        this.permits = permits;
        this.room = room;
        this.nanoTime = nanoTime;
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
        var all = permits.applyAsInt(waiting);
        admitWaiting(all);
        if (taken < all) {
            taken++;
            waiter.decide(true);
            return true;
        }
        var queue = groups.get(group);
        var size = queue == null ? 0 : queue.size();
        if (waiting >= room.places(all, taken, queued()) && !makeRoom(size)) {
            return false;
        }
        if (waiting == 0) {
            queuedSince = nanoTime.getAsLong();
        }
        groups.computeIfAbsent(group, first -> new ArrayDeque<>()).add(waiter);
        largest = Math.max(largest, size + 1);
        waiting++;
        return true;
    }

    /**
     * Rejects the last waiter of the largest group in favour of a group that remains smaller even with one more. Most
     * of a surplus comes from groups that are large enough, so it is refused without a look at all groups.
     */
    private boolean makeRoom(int size) {
        if (largest <= size + 1) {
            return false;
        }
        Deque<Waiter> most = new ArrayDeque<>();
        for (var queue : groups.values()) {
            most = queue.size() > most.size() ? queue : most;
        }
        largest = most.size();
        if (largest <= size + 1) {
            return false;
        }
        most.removeLast().decide(false);
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

    private Duration queued() {
        return waiting == 0 ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - queuedSince);
    }

    /** Takes a permit at once, even if none is free. */
    public synchronized void take() {
        taken++;
    }

    /** Passes the permit to the group whose turn it is. */
    public synchronized void release() {
        taken--;
        if (waiting > 0) {
            admitWaiting(permits.applyAsInt(waiting));
        }
    }

    private void admitWaiting(int all) {
        while (waiting > 0 && taken < all) {
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
