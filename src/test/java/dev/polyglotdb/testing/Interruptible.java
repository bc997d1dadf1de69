package dev.polyglotdb.testing;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for other threads no longer than JUnit lets a test run. {@code join()} goes on when a test is interrupted. */
public final class Interruptible {

    private Interruptible() {}

    /** Returns the result, or throws the failure as {@code join()} does. */
    public static <T> T join(Future<T> others) {
        try {
            return others.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for others", e);
        }
    }
}
