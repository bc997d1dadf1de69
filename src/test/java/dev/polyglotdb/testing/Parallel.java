package dev.polyglotdb.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs actions in parallel. */
public final class Parallel {

    private Parallel() {}

    /** Runs an action {@code times} times in parallel. Each run gets its number, from 0. */
    public static <T> List<T> each(int times, IntFunction<T> action) {
        var threads = Executors.newFixedThreadPool(times);
        try {
            return IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> action.apply(i), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }
}
