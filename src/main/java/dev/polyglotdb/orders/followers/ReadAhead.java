package dev.polyglotdb.orders.followers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Reads from a store in another thread. */
final class ReadAhead {

    private ReadAhead() {}

    static <T> CompletableFuture<T> start(Supplier<T> read) {
        return CompletableFuture.supplyAsync(read, task -> new Thread(task, "job-read").start());
    }

    /** Waits for what was read, and throws what the reading threw. */
    static <T> T await(CompletableFuture<T> started) {
        try {
            return started.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
