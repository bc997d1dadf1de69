package dev.polyglotdb.platform.stores;

import dev.polyglotdb.platform.admission.Admission;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time that one request spends in each store, for the {@code Server-Timing} header (W3C Server Timing). */
public final class ServerTiming {

    private static final ThreadLocal<@Nullable ServerTiming> CURRENT = new ThreadLocal<>();
    private static final Call UNCOUNTED = () -> {};

    private final long started;
    private final RequestBudget budget;
    private final Map<Store, Long> nanos = new EnumMap<>(Store.class);
    private @Nullable Store running;
    private long runningSince;

    private ServerTiming(StoreTimeouts timeouts, long waited) {
        this.started = System.nanoTime() - waited;
        this.budget = new RequestBudget(timeouts, this, started, waited);
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

    RequestBudget budget() {
        return budget;
    }

    /** Returns the store that is being called; null if there is none. */
    @Nullable
    Store running() {
        return running;
    }

    /** Returns how many nanoseconds the request has spent in a store, with the present call. */
    long spentBy(Store store) {
        var ended = nanos.getOrDefault(store, 0L);
        return store == running ? ended + System.nanoTime() - runningSince : ended;
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
