package dev.polyglotdb.platform.stores;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time budget of one request: what it has used, and what is left. What the stores have used is what its {@link
 * ServerTiming} has measured since the budget began. The rules are those of {@link TimeBudget}.
 */
final class RequestBudget {

    /** Some drivers take zero for "no limit". */
    private static final Duration LEAST = Duration.ofMillis(1);

    private static final List<Store> STORES = List.of(Store.values());

    private final StoreTimeouts timeouts;
    private final ServerTiming timing;

    /** What the stores had used when the budget was renewed. */
    private final Map<Store, Long> forgiven = new EnumMap<>(Store.class);

    private long begun;
    private long waited;
    private long ceiling = Long.MAX_VALUE;
    private boolean unlimited;

    /**
     * @param begun when it begins, by {@link System#nanoTime}
     * @param waited how many nanoseconds the request has waited for its turn
     */
    RequestBudget(StoreTimeouts timeouts, ServerTiming timing, long begun, long waited) {
        this.timeouts = timeouts;
        this.timing = timing;
        this.begun = begun;
        this.waited = waited;
    }

    long begun() {
        return begun;
    }

    /** Returns how long the request waited for its turn, and for other things that are no stores. */
    long waited() {
        return waited;
    }

    void addWait(long nanos) {
        waited += nanos;
    }

    Duration atMost(Duration time) {
        if (unlimited) {
            return time;
        }
        var left = left();
        return time.compareTo(left) <= 0 ? time : left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    boolean isSpent() {
        return !unlimited && left().compareTo(timeouts.useful()) < 0;
    }

    /** Returns the store that has used more than half of the budget; null if there is none. */
    @Nullable
    Store spender() {
        var half = timeouts.allStores().toNanos() / 2;
        for (var store : STORES) {
            if (spentBy(store) > half) {
                return store;
            }
        }
        return null;
    }

    /** Leaves half of what is left for what comes after the question. */
    <T> T half(Supplier<T> question) {
        if (unlimited) {
            return question.get();
        }
        var before = ceiling;
        ceiling = spent() + leftOfAll().toNanos() / 2;
        try {
            return question.get();
        } finally {
            ceiling = before;
        }
    }

    void renew() {
        begun = System.nanoTime();
        waited = 0;
        for (var store : STORES) {
            forgiven.put(store, timing.spentBy(store));
        }
    }

    void lift() {
        unlimited = true;
    }

    private Duration left() {
        var ofStore = timeouts.oneStore().minusNanos(spentByRunning());
        var ofAll = leftOfAll();
        return ofStore.compareTo(ofAll) < 0 ? ofStore : ofAll;
    }

    private Duration leftOfAll() {
        var spent = spent();
        var left = timeouts.allStores().minusNanos(spent + waited);
        var underCeiling = Duration.ofNanos(ceiling - spent);
        return left.compareTo(underCeiling) < 0 ? left : underCeiling;
    }

    /** Returns how much the store that is being called has used; 0 if there is none. */
    long spentByRunning() {
        var running = timing.running();
        return running == null ? 0 : spentBy(running);
    }

    /** Returns how much all stores have used. */
    long spent() {
        var sum = 0L;
        for (var store : STORES) {
            sum += spentBy(store);
        }
        return sum;
    }

    private long spentBy(Store store) {
        return timing.spentBy(store) - forgiven.getOrDefault(store, 0L);
    }
}
