package dev.polyglotdb.resilience;

import org.jspecify.annotations.Nullable;

/** The seeds of what is random here, so that a failure can be replayed; the sequence of threads can't. */
public final class Seeds {

    private Seeds() {}

    public static long next() {
        @Nullable Long given = Long.getLong("polyglot.proof.seed");
        return given == null ? System.nanoTime() : given;
    }

    /** Runs something; if it fails, says how to repeat it. */
    public static void replayable(long seed, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(
                    "again with -Dpolyglot.proof.seed=%d: %s".formatted(seed, failure.getMessage()), failure);
        }
    }
}
