package dev.polyglotdb.platform.stores;

import dev.polyglotdb.platform.admission.Admission;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long a client waits for the stores, over all calls of a request. The limit is long enough for a store that
 * answers at all, and short enough to report within the response time that one does not. Only time in stores counts, as
 * in {@code Server-Timing}, and what was {@linkplain #await waited} for: the request's turn, and memory. Applies to the
 * request that this thread serves, whose {@link RequestBudget} keeps the account.
 */
public final class TimeBudget {

    private TimeBudget() {}

    private static @Nullable RequestBudget current() {
        var timing = ServerTiming.current();
        return timing == null ? null : timing.budget();
    }

    /**
     * Returns the given time, or what is left for the running store if that is less. Returns all of it if no client
     * waits.
     */
    public static Duration atMost(Duration time) {
        var budget = current();
        return budget == null ? time : budget.atMost(time);
    }

    /**
     * Waits for something that other requests hold. The wait counts as time in stores does.
     *
     * @param share the time that a request may wait for its turn and for such things, all together
     * @return what the wait returns
     */
    public static <E extends Exception> boolean await(Duration share, Wait<E> wait) throws E {
        var budget = current();
        if (budget == null) {
            return wait.within(share);
        }
        var begun = System.nanoTime();
        try {
            return wait.within(budget.atMost(share.minusNanos(budget.waited())));
        } finally {
            budget.addWait(System.nanoTime() - begun);
        }
    }

    /** Waits for a limited time. */
    @FunctionalInterface
    public interface Wait<E extends Exception> {
        boolean within(Duration time) throws E;
    }

    /**
     * Asks a question that the request can do without. It gets half of the time that is left, so that the other half
     * remains for what the answer needs.
     */
    static <T> T half(Supplier<T> question) {
        var budget = current();
        return budget == null ? question.get() : budget.half(question);
    }

    /** Returns whether too little time is left for the store that is about to be called. */
    static boolean isSpent() {
        var budget = current();
        return budget != null && budget.isSpent();
    }

    /**
     * Returns the time by {@link System#nanoTime} when the budget began: with the request, unless it was renewed. Now
     * outside a request.
     */
    public static long begun() {
        var budget = current();
        return budget == null ? System.nanoTime() : budget.begun();
    }

    /** Returns the store that has taken most of the time; null if most of it went elsewhere. */
    static @Nullable Store spender() {
        var budget = current();
        return budget == null ? null : budget.spender();
    }

    /** Starts the budget again, after the request has waited for something other than a store. */
    public static void renew() {
        var budget = current();
        if (budget != null) {
            budget.renew();
        }
    }

    /**
     * Lifts the limit for a request that may take long, such as an import. Each single call remains bounded. The
     * request does not count among those that are served at a time any more.
     */
    public static void lift() {
        var budget = current();
        if (budget != null) {
            budget.lift();
        }
        Admission.giveUpPlace();
    }
}
