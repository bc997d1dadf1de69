package dev.polyglotdb.resilience;

import org.jspecify.annotations.Nullable;

/** Random seeds, so that a failure can be replayed. The interleaving of threads is not reproducible. */
public final class Seeds {

    private Seeds() {}

    public static long next() {
        @Nullable Long given = Long.getLong("polyglot.proof.seed");
        return given == null ? System.nanoTime() : given;
    }

    /** Runs an action. If it fails, the message says how to repeat it. */
    public static void replayable(long seed, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    "again with -Dpolyglot.proof.seed=%d: %s".formatted(seed, failure.getMessage()), failure);
        }
    }
}
