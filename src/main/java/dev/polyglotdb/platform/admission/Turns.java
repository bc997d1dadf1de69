package dev.polyglotdb.platform.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A queue in which groups take turns, however many waiters each of them has. Not safe for use by several threads. */
final class Turns {

    /** Waits until it is decided whether it is admitted. */
    static final class Waiter {

        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean admitted;

        /** Whoever decides must {@linkplain #wake() wake} it afterwards. */
        void decide(boolean admit) {
            admitted = admit;
        }

        void wake() {
            decided.countDown();
        }

        /** @return false if nothing was decided in time */
        boolean await(long nanos) throws InterruptedException {
            return decided.await(nanos, TimeUnit.NANOSECONDS);
        }

        boolean isAdmitted() {
            return admitted;
        }
    }

    /** The waiters by group, beginning with the group whose turn it is. */
    private final Map<String, Deque<Waiter>> groups = new LinkedHashMap<>();

    private int size;

    /** At least the size of the largest group. */
    private int largest;

    int size() {
        return size;
    }

    int sizeOf(String group) {
        var queue = groups.get(group);
        return queue == null ? 0 : queue.size();
    }

    void add(String group, Waiter waiter) {
        var queue = groups.computeIfAbsent(group, first -> new ArrayDeque<>());
        queue.add(waiter);
        largest = Math.max(largest, queue.size());
        size++;
    }

    /** @return false if the waiter is not there any more */
    boolean remove(String group, Waiter waiter) {
        var queue = groups.get(group);
        if (queue == null || !queue.remove(waiter)) {
            return false;
        }
        size--;
        if (queue.isEmpty()) {
            groups.remove(group);
        }
        return true;
    }

    /**
     * Removes the first of the group whose turn it is.
     *
     * @param may whether a group may have a turn now; it is asked only until one may
     * @return null if there is none that may
     */
    @Nullable
    Waiter next(Predicate<String> may) {
        for (var turn : groups.entrySet()) {
            var group = turn.getKey();
            if (may.test(group)) {
                return next(group, turn.getValue());
            }
        }
        return null;
    }

    private Waiter next(String group, Deque<Waiter> queue) {
        groups.remove(group);
        var waiter = queue.remove();
        size--;
        if (!queue.isEmpty()) {
            groups.put(group, queue);
        }
        return waiter;
    }

    /**
     * Removes the last of the largest group if that is larger than this. Most of a surplus comes from groups that are
     * large enough, so it is refused without a look at all groups.
     */
    @Nullable
    Waiter lastOfLargerThan(int than) {
        if (largest <= than) {
            return null;
        }
        Deque<Waiter> most = new ArrayDeque<>();
        for (var queue : groups.values()) {
            most = queue.size() > most.size() ? queue : most;
        }
        largest = most.size();
        if (largest <= than) {
            return null;
        }
        size--;
        return most.removeLast();
    }
}
