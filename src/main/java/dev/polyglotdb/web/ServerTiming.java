package dev.polyglotdb.web;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time that one request spends in each store, as the {@code Server-Timing} header tells it (W3C Server Timing). */
public final class ServerTiming {

    private static final ThreadLocal<@Nullable ServerTiming> CURRENT = new ThreadLocal<>();
    private static final Call UNCOUNTED = () -> {};

    private final long started = System.nanoTime();
    private final Map<Store, Long> nanos = new EnumMap<>(Store.class);
    private @Nullable Store running;

    private ServerTiming() {}

    static ServerTiming begin() {
        var timing = new ServerTiming();
        CURRENT.set(timing);
        return timing;
    }

    static void end() {
        CURRENT.remove();
    }

    /**
     * Starts to count time against a store; closing the result stops. Outside a request, and inside another call of the same
     * store, nothing is counted.
     */
    public static Call start(Store store) {
        var timing = CURRENT.get();
        return timing == null || timing.running == store ? UNCOUNTED : timing.count(store);
    }

    private Call count(Store store) {
        var outer = running;
        var begun = System.nanoTime();
        running = store;
        return () -> {
            running = outer;
            nanos.merge(store, System.nanoTime() - begun, Long::sum);
        };
    }

    String header() {
        var header = new StringBuilder();
        nanos.forEach((store, spent) -> header.append(entry(store.id(), spent)).append(", "));
        return header.append(total(System.nanoTime() - started)).toString();
    }

    /** The header of an answer that used no store. */
    static String total(long nanos) {
        return entry("total", nanos);
    }

    private static String entry(String name, long nanos) {
        return String.format(Locale.ROOT, "%s;dur=%.3f", name, nanos / 1e6);
    }

    /** A call of a store that is being timed. */
    public interface Call extends AutoCloseable {
        @Override
        void close();
    }
}
