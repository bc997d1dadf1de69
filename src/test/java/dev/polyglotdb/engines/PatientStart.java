package dev.polyglotdb.engines;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts an engine that has served before as often as it takes: what keeps it from starting may go away by itself. */
final class PatientStart {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private PatientStart() {}

    /**
     * Returns when the engine responds. Nobody can interrupt this: a test that hangs is interrupted when its time is
     * over, and gives back then what it took away.
     *
     * @param start starts it or throws
     * @param isInVain whether it must not be tried again
     */
    static void of(Engine engine, Runnable start, BooleanSupplier isInVain) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    start.run();
                    return;
                } catch (RuntimeException e) {
                    if (isInVain.getAsBoolean() || System.nanoTime() > deadline) {
                        throw e;
                    }
                    Console.say(engine, "did not start and is started once more. " + StoresException.reason(e));
                }
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
