package dev.polyglotdb.platform.admission;

import dev.polyglotdb.platform.admission.Turns.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A semaphore that shares a few permits fairly among groups. Groups take turns: a group with many waiters delays a
 * waiter of another group by one permit, not by all of its own. When the maximum number of waiters is reached, the
 * largest group gives up a place. The limits may change at any time.
 */
public final class FairSemaphore {

    /** Limits change by time alone, too, such as with a store that falls silent. So whoever waits looks so often. */
    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

    private final IntUnaryOperator permits;
    private final IntBinaryOperator room;
    private final @Nullable Shares shares;
    private final Turns waiters = new Turns();
    private int taken;

    /**
     * @param permits how many permits there are now
     * @param maxWaiting how many callers may wait now
     */
    public FairSemaphore(IntSupplier permits, IntSupplier maxWaiting) {
        this(waiting -> permits.getAsInt(), (all, taken) -> maxWaiting.getAsInt(), null);
    }

    /**
     * @param permits how many permits there are while so many callers wait
     * @param room how many callers may wait, by how many permits there are and how many are held, which may be more
     * @param shares how many permits a group may have at a time; null if it may have all
     */
    FairSemaphore(IntUnaryOperator permits, IntBinaryOperator room, @Nullable Shares shares) {
        this.permits = permits;
        this.room = room;
        this.shares = shares;
    }

    /**
     * Acquires a permit, which the caller must {@linkplain #release() release}.
     *
     * @return false if no permit became available in time, or if too many callers are waiting
     */
    public boolean acquire(String group, Duration patience) throws InterruptedException {
        var waiter = new Waiter();
        List<Waiter> others = new ArrayList<>(0);
        var joined = join(group, waiter, others);
        wake(others);
        if (!joined) {
            return false;
        }
        try {
            return isDecided(waiter, patience) ? waiter.isAdmitted() : !leave(group, waiter) && waiter.isAdmitted();
        } catch (InterruptedException interrupted) {
            if (!leave(group, waiter) && waiter.isAdmitted()) {
                returnShare(group);
                release();
            }
            throw interrupted;
        }
    }

    /** Takes no time, and reads no clock, where nobody has to wait. */
    private boolean isDecided(Waiter waiter, Duration patience) throws InterruptedException {
        if (waiter.await(0)) {
            return true;
        }
        var end = System.nanoTime() + patience.toNanos();
        for (var left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (waiter.await(Math.min(left, LOOK_NANOS))) {
                return true;
            }
            wake(admitWaiting());
        }
        return false;
    }

    /** @param others gets those who must be woken, too */
    private synchronized boolean join(String group, Waiter waiter, List<Waiter> others) {
        var all = permits.applyAsInt(waiters.size());
        others.addAll(admitWaiting(all));
        if (taken < all && mayHaveOne(group)) {
            taken++;
            waiter.decide(true);
            waiter.wake();
            return true;
        }
        if (waiters.size() >= room.applyAsInt(all, taken)) {
            var surplus = waiters.lastOfLargerThan(waiters.sizeOf(group) + 1);
            if (surplus == null) {
                return false;
            }
            // Its group remains larger than this one, even with one more.
            surplus.decide(false);
            others.add(surplus);
        }
        waiters.add(group, waiter);
        return true;
    }

    /** @return false if the waiter has already been admitted or rejected */
    private synchronized boolean leave(String group, Waiter waiter) {
        return waiters.remove(group, waiter);
    }

    /** Returns how many callers wait. */
    public synchronized int waiting() {
        return waiters.size();
    }

    /** Returns how many permits are held. This may be more than there are. */
    public synchronized int taken() {
        return taken;
    }

    /** Takes a permit at once, even if none is free. */
    public synchronized void take() {
        taken++;
    }

    /** Passes the permit to the group whose turn it is. */
    public void release() {
        wake(releaseOne());
    }

    private synchronized List<Waiter> releaseOne() {
        taken--;
        return admitWaiting();
    }

    /** Lets the group have another permit for one that it has acquired, whether or not that is released yet. */
    void returnShare(String group) {
        if (shares != null) {
            shares.leave(group);
            wake(admitWaiting());
        }
    }

    private boolean mayHaveOne(String group) {
        return shares == null || shares.enter(group);
    }

    /** @return those who must be woken */
    private synchronized List<Waiter> admitWaiting() {
        return waiters.size() == 0 ? List.of() : admitWaiting(permits.applyAsInt(waiters.size()));
    }

    private List<Waiter> admitWaiting(int all) {
        if (waiters.size() == 0 || taken >= all) {
            return List.of();
        }
        List<Waiter> admitted = new ArrayList<>(1);
        while (waiters.size() > 0 && taken < all) {
            var next = waiters.next(this::mayHaveOne);
            if (next == null) {
                break;
            }
            taken++;
            next.decide(true);
            admitted.add(next);
        }
        return admitted;
    }

    /** Takes longer than everything else here, so the caller must not hold the monitor, for which others wait. */
    private static void wake(List<Waiter> decided) {
        decided.forEach(Waiter::wake);
    }
}
