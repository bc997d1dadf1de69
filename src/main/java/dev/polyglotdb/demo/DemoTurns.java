package dev.polyglotdb.demo;

import dev.polyglotdb.platform.lease.Leases;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets instances that start at the same time load one shop between them, one step at a time. So a lease has to outlast
 * a step only, and if an instance dies, the others go on soon.
 */
final class DemoTurns {

    /** A step makes a few calls of stores, each of which takes 2 s at most. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Leases leases;
    private final BooleanSupplier complete;

    /** @param complete whether nothing is left to do */
    DemoTurns(Leases leases, BooleanSupplier complete) {
        this.leases = leases;
        this.complete = complete;
    }

    /**
     * Waits until no other instance makes a step, and makes this one.
     *
     * @param step must look whether another instance has made it already
     */
    void take(Runnable step) {
        while (!leases.tryRun("demo-data", LEASE, () -> {
            if (!complete.getAsBoolean()) {
                step.run();
            }
        })) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
