package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.web.Traffic;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Makes a job give way to requests. While nobody else needs the machine, the job takes long steps and never rests. As
 * soon as requests are served, its steps become so short that none of them holds up a request for long; it rests five
 * times as long as it works, and begins no step while a request is in progress.
 *
 * <p>Behind a balancer each instance has its share of the requests, so the instance that works on the job need not know
 * of those of the others.
 */
final class Pacer {

    /** Waits. */
    interface Sleeper {
        void sleep(Duration time);
    }

    /** After so long without a request, nobody else needs the machine. */
    static final Duration ALONE_AFTER = Duration.ofSeconds(1);

    /** How long a step should take, alone and beside requests. */
    private static final Duration LONG_STEP = Duration.ofSeconds(1);

    private static final Duration SHORT_STEP = Duration.ofMillis(6);

    /** How long to rest for each unit of work. */
    private static final int REST = 5;

    /** How long to wait for the end of all requests. Otherwise a job would never end where there are always some. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final Duration LOOK = Duration.ofMillis(1);

    private static final double SMALLEST = 1 / 256.0;

    /** The smallest step. In smaller ones, most of the time would go into calls. */
    private static final int LEAST = 8;

    private static final double BESIDE_REQUESTS = 1 / 16.0;

    private final Traffic traffic;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private volatile double share = SMALLEST;
    private long begun;

    Pacer(Traffic traffic, LongSupplier nanoTime, Sleeper sleeper) {
        this.traffic = traffic;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.begun = nanoTime.getAsLong();
    }

    /** Begins a job, with short steps. */
    void begin() {
        share = SMALLEST;
        begun = nanoTime.getAsLong();
    }

    boolean isAlone() {
        return traffic.inProgress() == 0 && traffic.silence() > ALONE_AFTER.toNanos();
    }

    /** Returns how much of a full step to do next. */
    int stepSize(int most) {
        var size = (int) (most * (isAlone() ? share : Math.min(share, BESIDE_REQUESTS)));
        return Math.max(Math.min(most, LEAST), size);
    }

    /** Ends a step, and returns when the next one may begin. */
    void rest() {
        var took = nanoTime.getAsLong() - begun;
        var alone = isAlone();
        share = nextShare(took, alone);
        if (!alone) {
            sleeper.sleep(Duration.ofNanos(Math.min(took * REST, PATIENCE.toNanos())));
            awaitEndOfRequests();
        }
        begun = nanoTime.getAsLong();
    }

    private double nextShare(long took, boolean alone) {
        var most = alone ? 1 : BESIDE_REQUESTS;
        var aim = (alone ? LONG_STEP : SHORT_STEP).toNanos();
        if (took > aim) {
            return Math.max(SMALLEST, Math.min(share, most) / 2);
        }
        return took < aim / 2 ? Math.min(most, share * 2) : Math.min(share, most);
    }

    private void awaitEndOfRequests() {
        var deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
        while (traffic.inProgress() > 0 && nanoTime.getAsLong() < deadline) {
            sleeper.sleep(LOOK);
        }
    }
}
