package dev.polyglotdb.platform.stores;

import java.time.Duration;

/**
 * How long a client may be kept waiting by the stores, all calls of a request together: long enough for whatever answers at all,
 * short enough to say within the response time that one does not. Only time in stores counts, as in {@code Server-Timing}.
 */
public final class TimeBudget {

    /** Some clients take zero for "no limit". */
    private static final Duration LEAST = Duration.ofMillis(1);

    private TimeBudget() {}

    /** As much of this time as is left for the store that is being called; all of it where no client waits. */
    public static Duration atMost(Duration time) {
        var timing = ServerTiming.current();
        if (timing == null || timing.isUnlimited()) {
            return time;
        }
        var left = left(timing);
        return time.compareTo(left) <= 0 ? time : left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** Whether another call of the store that is about to be called can be of any use. */
    static boolean isSpent() {
        var timing = ServerTiming.current();
        return timing != null
                && !timing.isUnlimited()
                && left(timing).compareTo(timing.timeouts().useful()) < 0;
    }

    private static Duration left(ServerTiming timing) {
        var ofStore = timing.timeouts().oneStore().minusNanos(timing.spentByRunning());
        var ofRequest = timing.timeouts().allStores().minusNanos(timing.spent());
        return ofStore.compareTo(ofRequest) < 0 ? ofStore : ofRequest;
    }

    /** Begins it anew, after the request has waited for something else than stores, or a store has just answered such a wait. */
    public static void renew() {
        var timing = ServerTiming.current();
        if (timing != null) {
            timing.forgive();
        }
    }

    /** For a request that takes as long as there is something to do; each single call remains bounded. */
    public static void lift() {
        var timing = ServerTiming.current();
        if (timing != null) {
            timing.setUnlimited();
        }
    }
}
