package dev.polyglotdb.platform.stores;

import dev.polyglotdb.platform.admission.Admission;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time that one request spends in each store, for the {@code Server-Timing} header (W3C Server Timing). */
public final class ServerTiming {

    private static final ThreadLocal<@Nullable ServerTiming> CURRENT = new ThreadLocal<>();
    private static final List<Store> STORES = List.of(Store.values());
    private static final Call UNCOUNTED = () -> {};

    private final StoreTimeouts timeouts;
    private final long started;
    private final Map<Store, Long> nanos = new EnumMap<>(Store.class);
    private final Map<Store, Long> forgiven = new EnumMap<>(Store.class);
    private @Nullable Store running;
    private long runningSince;
    private long budgetBegun;
    private long waited;
    private long ceiling = Long.MAX_VALUE;
    private boolean unlimited;

    private ServerTiming(StoreTimeouts timeouts, long waited) {
        this.timeouts = timeouts;
        this.started = System.nanoTime() - waited;
        this.budgetBegun = started;
        this.waited = waited;
    }

    /**
     * Begins with the time that the request has waited for its turn.
     *
     * @param timeouts the limits of the request
     */
    static ServerTiming begin(StoreTimeouts timeouts) {
        var timing = new ServerTiming(timeouts, Admission.waited().toNanos());
        CURRENT.set(timing);
        return timing;
    }

    static void end() {
        CURRENT.remove();
    }

    /**
     * Starts counting time for a store until the result is closed. Nothing is counted outside a request or inside
     * another call of the same store.
     */
    public static Call start(Store store) {
        var timing = CURRENT.get();
        return timing == null || timing.running == store ? UNCOUNTED : timing.count(store);
    }

    private Call count(Store store) {
        var outer = running;
        var outerSince = runningSince;
        var begun = System.nanoTime();
        running = store;
        runningSince = begun;
        return () -> {
            running = outer;
            runningSince = outerSince;
            nanos.merge(store, System.nanoTime() - begun, Long::sum);
        };
    }

    /** Returns the timing of the request that this thread serves; null outside a request. */
    static @Nullable ServerTiming current() {
        return CURRENT.get();
    }

    StoreTimeouts timeouts() {
        return timeouts;
    }

    /** Returns how much of the budget the running store has used; 0 if no store is running. */
    long spentByRunning() {
        var store = running;
        return store == null ? 0 : spentBy(store) - forgiven.getOrDefault(store, 0L);
    }

    /** Returns how much of the budget all stores have used. */
    long spent() {
        var sum = 0L;
        for (var store : STORES) {
            sum += spentBy(store) - forgiven.getOrDefault(store, 0L);
        }
        return sum;
    }

    private long spentBy(Store store) {
        var ended = nanos.getOrDefault(store, 0L);
        return store == running ? ended + System.nanoTime() - runningSince : ended;
    }

    /** Returns the time by {@link System#nanoTime} when the budget began. */
    long budgetBegun() {
        return budgetBegun;
    }

    /** Returns the store that has used more of the budget than this; null if there is none. */
    @Nullable
    Store spender(long least) {
        for (var store : STORES) {
            if (spentBy(store) - forgiven.getOrDefault(store, 0L) > least) {
                return store;
            }
        }
        return null;
    }

    /** Returns how long the request waited for its turn, and for other things that are no stores. */
    long waited() {
        return waited;
    }

    void addWait(long nanos) {
        waited += nanos;
    }

    /** Excludes the time spent so far from the budget. */
    void forgive() {
        budgetBegun = System.nanoTime();
        waited = 0;
        for (var store : STORES) {
            forgiven.put(store, spentBy(store));
        }
    }

    /** Returns how much of the budget all stores may have used by the end of the present question. */
    long ceiling() {
        return ceiling;
    }

    void setCeiling(long nanos) {
        ceiling = nanos;
    }

    boolean isUnlimited() {
        return unlimited;
    }

    void setUnlimited() {
        unlimited = true;
    }

    String header() {
        var header = new StringBuilder();
        nanos.forEach((store, spent) -> header.append(entry(store.id(), spent)).append(", "));
        return header.append(total(System.nanoTime() - started)).toString();
    }

    /** Returns the header of a response that used no store. */
    public static String total(long nanos) {
        return entry("total", nanos);
    }

    private static String entry(String name, long nanos) {
        // Each response has several entries. String.format would take 5 % of the cost of a small request.
        return name + ";dur=" + BigDecimal.valueOf(nanos / 1_000, 3);
    }

    /** A timed call of a store. */
    public interface Call extends AutoCloseable {
        @Override
        void close();
    }
}
