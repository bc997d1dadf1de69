package dev.polyglotdb.platform.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves a limited number of requests at a time. The others wait for their turn, and clients take turns. Whoever finds
 * no place to wait is refused at once, and whoever waits too long is refused then.
 *
 * <p>A burst is not an overload: its queue drains, so many may wait. Where somebody was refused lately, the queue does
 * not drain. In such a queue waiting helps nobody, so only as many wait as are served at a time, and the wait takes
 * about as long as the service itself.
 */
public final class Admission {

    private static final ThreadLocal<@Nullable Place> CURRENT = new ThreadLocal<>();

    /** An overload is over when nobody was refused for so long. While it lasts, many are refused in this time. */
    private static final Duration CALM = Duration.ofMillis(500);

    private final FairSemaphore turns;
    private final Duration patience;
    private final Duration charged;
    private final LongSupplier nanoTime;
    private final Counter refused;
    private volatile long lastRefusal;

    /**
     * @param lane the name of this admission in metrics
     * @param limit how many requests are served at a time, while this many wait
     * @param held how many requests are there at a time: those served and those that wait
     * @param patience how long one waits
     * @param charged how much of the wait counts as time of the request
     * @param nanoTime the current time, as {@link System#nanoTime}
     * @param shares how many requests of one client are served at a time; null if all may be
     */
    Admission(
            String lane,
            IntUnaryOperator limit,
            int held,
            Duration patience,
            Duration charged,
            LongSupplier nanoTime,
            MeterRegistry meters,
            @Nullable Shares shares) {
        this.turns = new FairSemaphore(
                limit, (permits, served) -> isOverloaded() ? Math.min(permits, held - served) : held - served, shares);
        this.patience = patience;
        this.charged = charged;
        this.nanoTime = nanoTime;
        this.lastRefusal = nanoTime.getAsLong() - CALM.toNanos();
        this.refused = refusals(lane, meters);
        gauge(meters, lane, "limit", "How many requests may be served at the same time", () -> limit.applyAsInt(0));
        gauge(meters, lane, "active", "How many requests are being served", turns::taken);
        gauge(meters, lane, "waiting", "How many requests wait for their turn", turns::waiting);
    }

    static Counter refusals(String lane, MeterRegistry meters) {
        return Counter.builder("admission.refused")
                .description("Requests that were refused because too many arrived")
                .tag("lane", lane)
                .register(meters);
    }

    private static void gauge(MeterRegistry meters, String lane, String name, String description, IntSupplier value) {
        Gauge.builder("admission." + name, value, IntSupplier::getAsInt)
                .description(description)
                .tag("lane", lane)
                .strongReference(true)
                .register(meters);
    }

    /**
     * Runs the work, unless too many requests are there.
     *
     * @param client clients take turns; all requests of a client have the same name
     * @return whether the work was run
     */
    public <E1 extends Exception, E2 extends Exception> boolean admit(String client, Work<E1, E2> work) throws E1, E2 {
        var arrived = nanoTime.getAsLong();
        if (!enter(client)) {
            lastRefusal = nanoTime.getAsLong();
            refused.increment();
            return false;
        }
        var place = new Place(client, turns, shorter(Duration.ofNanos(nanoTime.getAsLong() - arrived), charged));
        CURRENT.set(place);
        try {
            work.run();
            return true;
        } finally {
            CURRENT.remove();
            place.giveUp();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Returns whether somebody was refused lately. */
    boolean isOverloaded() {
        return nanoTime.getAsLong() - lastRefusal < CALM.toNanos();
    }

    FairSemaphore turns() {
        return turns;
    }

    private boolean enter(String client) {
        try {
            return turns.acquire(client, patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns how long the current request has waited for its turn, as far as that counts. */
    public static Duration waited() {
        var place = CURRENT.get();
        return place == null ? Duration.ZERO : place.waited();
    }

    /** Returns the client of the current request; all that have no place are one. */
    static String client() {
        var place = CURRENT.get();
        return place == null ? "" : place.client();
    }

    /**
     * Gives up the place of the current request for good, because it takes long by its nature, such as an import. Its
     * thread is limited by a {@link Bulkhead}.
     */
    public static void giveUpPlace() {
        var place = CURRENT.get();
        if (place != null) {
            place.giveUp();
        }
    }

    /**
     * Waits for something other than this machine without a place. Afterwards the request goes on at once: it is not
     * refused halfway. How many wait for the same thing must be limited, such as by a {@link Bulkhead}: each has a
     * thread.
     */
    public static <T extends @Nullable Object, E extends Exception> T aside(Wait<T, E> wait) throws E {
        if (!stepAside()) {
            return wait.get();
        }
        try {
            return wait.get();
        } finally {
            stepBack();
        }
    }

    /**
     * Leaves the place of the current request until it {@linkplain #stepBack() steps back}, because it waits for
     * something other than this machine, perhaps many times.
     *
     * @return false if it has no place to leave
     */
    public static boolean stepAside() {
        var place = CURRENT.get();
        return place != null && place.stepAside();
    }

    /** Lets the current request go on at once, even if no place is free. Does nothing if it did not step aside. */
    public static void stepBack() {
        var place = CURRENT.get();
        if (place != null) {
            place.stepBack();
        }
    }

    /** What a request does. */
    @FunctionalInterface
    public interface Work<E1 extends Exception, E2 extends Exception> {
        void run() throws E1, E2;
    }

    /** Waits and returns what it waited for. */
    @FunctionalInterface
    public interface Wait<T extends @Nullable Object, E extends Exception> {
        T get() throws E;
    }
}
