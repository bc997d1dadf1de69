package dev.polyglotdb.platform.stores;

import dev.polyglotdb.platform.admission.Admission;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long a client waits for the stores, over all calls of a request. The limit is long enough for a store that
 * answers at all, and short enough to report within the response time that one does not. Only time in stores counts, as
 * in {@code Server-Timing}, and the wait for the request's turn and for whatever else others hold.
 */
public final class TimeBudget {

    /** Some drivers take zero for "no limit". */
    private static final Duration LEAST = Duration.ofMillis(1);

    private TimeBudget() {}

    /**
     * Returns the given time, or what is left for the running store if that is less. Returns all of it if no client
     * waits.
     */
    public static Duration atMost(Duration time) {
        var timing = ServerTiming.current();
        if (timing == null || timing.isUnlimited()) {
            return time;
        }
        var left = left(timing);
        return time.compareTo(left) <= 0 ? time : left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /**
     * Waits for something that other requests hold. The wait counts as time in stores does.
     *
     * @param share the time that a request may wait for its turn and for such things, all together
     * @return what the wait returns
     */
    public static <E extends Exception> boolean await(Duration share, Wait<E> wait) throws E {
        var timing = ServerTiming.current();
        if (timing == null) {
            return wait.within(share);
        }
        var begun = System.nanoTime();
        try {
            return wait.within(atMost(share.minusNanos(timing.waited())));
        } finally {
            timing.addWait(System.nanoTime() - begun);
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
        var timing = ServerTiming.current();
        if (timing == null || timing.isUnlimited()) {
            return question.get();
        }
        var before = timing.ceiling();
        timing.setCeiling(timing.spent() + ofRequest(timing).dividedBy(2).toNanos());
        try {
            return question.get();
        } finally {
            timing.setCeiling(before);
        }
    }

    /** Returns whether too little time is left for the store that is about to be called. */
    static boolean isSpent() {
        var timing = ServerTiming.current();
        return timing != null
                && !timing.isUnlimited()
                && left(timing).compareTo(timing.timeouts().useful()) < 0;
    }

    /**
     * Returns the time by {@link System#nanoTime} when the budget began: with the request, unless it was renewed. Now
     * outside a request.
     */
    public static long begun() {
        var timing = ServerTiming.current();
        return timing == null ? System.nanoTime() : timing.budgetBegun();
    }

    /** Returns the store that has taken most of the time; null if most of it went elsewhere. */
    static @Nullable Store spender() {
        var timing = ServerTiming.current();
        return timing == null
                ? null
                : timing.spender(timing.timeouts().allStores().toNanos() / 2);
    }

    private static Duration left(ServerTiming timing) {
        var ofStore = timing.timeouts().oneStore().minusNanos(timing.spentByRunning());
        var ofRequest = ofRequest(timing);
        return ofStore.compareTo(ofRequest) < 0 ? ofStore : ofRequest;
    }

    private static Duration ofRequest(ServerTiming timing) {
        var spent = timing.spent();
        var left = timing.timeouts().allStores().minusNanos(spent + timing.waited());
        var underCeiling = Duration.ofNanos(timing.ceiling() - spent);
        return left.compareTo(underCeiling) < 0 ? left : underCeiling;
    }

    /** Starts the budget again, after the request has waited for something other than a store. */
    public static void renew() {
        var timing = ServerTiming.current();
        if (timing != null) {
            timing.forgive();
        }
    }

    /**
     * Lifts the limit for a request that may take long, such as an import. Each single call remains bounded. The
     * request does not count among those that are served at a time any more.
     */
    public static void lift() {
        var timing = ServerTiming.current();
        if (timing != null) {
            timing.setUnlimited();
        }
        Admission.giveUpPlace();
    }
}
