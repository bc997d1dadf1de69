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
 * Hands out a few places to many who wait. Groups take turns, so one with many in waiting makes those of other groups wait for
 * one of its own, not for all. Where all that may wait do so, the largest group makes room.
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

    /** Who waits, by group; the group whose turn it is comes first. */
    private final Map<String, Deque<Waiter>> groups = new LinkedHashMap<>();

    FairSemaphore(int places, int maxWaiting) {
        this.free = places;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Waits for a place, which has to be {@linkplain #release() released}.
     *
     * @return false if there was none in time, or too many wait
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

    /** Turns away the last of the largest group, for the sake of one that is smaller even with one more. */
    private boolean makeRoom(int size) {
        var largest = groups.values().stream().max(Comparator.comparingInt(Deque::size));
        if (largest.isEmpty() || largest.get().size() <= size + 1) {
            return false;
        }
        largest.get().removeLast().decide(false);
        waiting--;
        return true;
    }

    /** @return false if it has been decided meanwhile */
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

    /** Gives a place to the group whose turn it is. */
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
