package dev.polyglotdb.auth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A semaphore that shares a few permits fairly among groups. Groups take turns: a group with many waiters delays a
 * waiter of another group by one permit, not by all of its own. When the maximum number of waiters is reached, the
 * largest group gives up a place.
 */
final class FairSemaphore {

    private static final class Waiter {

        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean admitted;

        void decide(boolean admit) {
            admitted = admit;
            decided.countDown();
        }
    }

    private final int maxWaiting;
    private int free;
    private int waiting;

    /** The waiters by group, beginning with the group whose turn it is. */
    private final Map<String, Deque<Waiter>> groups = new LinkedHashMap<>();

    FairSemaphore(int places, int maxWaiting) {
        this.free = places;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Acquires a permit, which the caller must {@linkplain #release() release}.
     *
     * @return false if no permit became available in time, or if too many callers are waiting
     */
    boolean acquire(String group, Duration patience) throws InterruptedException {
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
        if (free > 0) {
            free--;
            waiter.decide(true);
            return true;
        }
        var queue = groups.getOrDefault(group, new ArrayDeque<>());
        if (waiting >= maxWaiting && !makeRoom(queue.size())) {
            return false;
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

    synchronized int waiting() {
        return waiting;
    }

    /** Passes the permit to the group whose turn it is. */
    synchronized void release() {
        var turn = groups.entrySet().stream().findFirst();
        if (turn.isEmpty()) {
            free++;
            return;
        }
        var group = turn.get().getKey();
        var queue = turn.get().getValue();
        groups.remove(group);
        queue.remove().decide(true);
        waiting--;
        if (!queue.isEmpty()) {
            groups.put(group, queue);
        }
    }
}
