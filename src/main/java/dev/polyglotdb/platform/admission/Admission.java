package dev.polyglotdb.platform.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves a limited number of requests at a time. A few more wait for their turn, and clients take turns. The surplus is
 * refused: at once if many wait already, else after a short time. A burst may wait longer than a queue that does not
 * get empty any more, because in such a queue waiting helps nobody.
 */
public final class Admission {

    private static final ThreadLocal<@Nullable Admission> HELD = new ThreadLocal<>();

    private final FairSemaphore turns;
    private final Duration patience;
    private final Counter refused;

    /**
     * @param limit how many requests are served at a time; it may change
     * @param maxWaiting how many more may wait
     * @param patience how long one waits in a burst; half as long in a queue that has lasted longer than that
     */
    Admission(IntSupplier limit, int maxWaiting, Duration patience, MeterRegistry meters) {
        this.turns = new FairSemaphore(limit, () -> maxWaiting);
        this.patience = patience;
        this.refused = Counter.builder("admission.refused")
                .description("Requests that were refused because too many arrived")
                .register(meters);
        gauge(meters, "limit", "How many requests may be served at the same time", limit);
        gauge(meters, "active", "How many requests are being served", turns::taken);
        gauge(meters, "waiting", "How many requests wait for their turn", turns::waiting);
    }

    private static void gauge(MeterRegistry meters, String name, String description, IntSupplier value) {
        Gauge.builder("admission." + name, value, IntSupplier::getAsInt)
                .description(description)
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
        if (!enter(client)) {
            refused.increment();
            return false;
        }
        HELD.set(this);
        try {
            work.run();
            return true;
        } finally {
            giveUpPlace();
        }
    }

    FairSemaphore turns() {
        return turns;
    }

    private boolean enter(String client) {
        var wait = turns.queued().compareTo(patience) > 0 ? patience.dividedBy(2) : patience;
        try {
            return turns.acquire(client, wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives up the place of the current request for good, because it takes long by its nature, such as an import. */
    public static void giveUpPlace() {
        var held = HELD.get();
        if (held != null) {
            HELD.remove();
            held.turns.release();
        }
    }

    /**
     * Waits for something other than this machine without a place. Afterwards the request goes on at once: it is not
     * refused halfway.
     */
    public static <T extends @Nullable Object> T aside(Supplier<T> wait) {
        var held = HELD.get();
        if (held == null) {
            return wait.get();
        }
        held.turns.release();
        try {
            return wait.get();
        } finally {
            held.turns.take();
        }
    }

    /** What a request does. */
    @FunctionalInterface
    public interface Work<E1 extends Exception, E2 extends Exception> {
        void run() throws E1, E2;
    }
}
