package dev.polyglotdb.testing;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Closes several things, each whatever becomes of the others. */
public final class Closing {

    private Closing() {}

    /** Closes all, and then throws the first failure, with the others as suppressed ones. */
    public static void all(Collection<? extends AutoCloseable> things) {
        @Nullable Throwable first = null;
        for (var thing : things) {
            try {
                thing.close();
            } catch (Exception | AssertionError failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof AssertionError failure) {
            throw failure;
        }
        if (first != null) {
            throw new IllegalStateException(first);
        }
    }

    /** Closes all because something has failed, and returns that failure, with those to close as suppressed ones. */
    public static <T extends Throwable> T after(T failure, Collection<? extends AutoCloseable> things) {
        try {
            all(things);
        } catch (RuntimeException | AssertionError more) {
            failure.addSuppressed(more);
        }
        return failure;
    }
}
