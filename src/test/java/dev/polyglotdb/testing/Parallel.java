package dev.polyglotdb.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs actions in parallel. */
public final class Parallel {

    private static final int GRACE_SECONDS = 60;

    private Parallel() {}

    /**
     * Runs an action {@code times} times in parallel. Each run gets its number, from 0. If one fails, this waits for
     * the others and throws the first failure. What runs a minute later is interrupted, as it may wait for the one that
     * failed.
     */
    public static <T> List<T> each(int times, IntFunction<T> action) {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var failure = new CompletableFuture<Void>();
            var runs = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> action.apply(i), threads))
                    .toList();
            runs.forEach(run -> run.whenComplete((result, failed) -> {
                if (failed != null) {
                    failure.completeExceptionally(failed);
                }
            }));
            var all = CompletableFuture.allOf(runs.toArray(CompletableFuture<?>[]::new));
            Interruptible.join(CompletableFuture.anyOf(failure, all));
            return runs.stream().map(CompletableFuture::join).toList();
        } finally {
            end(threads);
        }
    }

    /** As {@link #each}, for what must be closed. If one can't be opened, this closes the others. */
    public static <T extends AutoCloseable> List<T> open(int times, IntFunction<T> opening) {
        Queue<T> opened = new ConcurrentLinkedQueue<>();
        try {
            return each(times, i -> {
                var one = opening.apply(i);
                opened.add(one);
                return one;
            });
        } catch (RuntimeException failure) {
            throw Closing.after(failure, opened);
        }
    }

    private static void end(ExecutorService threads) {
        threads.shutdown();
        var interrupted = Thread.interrupted();
        try {
            if (interrupted || !threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
