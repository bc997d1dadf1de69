package dev.polyglotdb.engines;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Starts engines in parallel, so that a caller can wait for each one separately. */
final class StartUp {

    /** Daemon threads, so that a start that hangs does not keep the JVM from ending. */
    static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "stores");
        thread.setDaemon(true);
        thread.start();
    };

    private final Map<Engine, CompletableFuture<@Nullable Void>> starts = new EnumMap<>(Engine.class);

    synchronized void begin(Engine engine, Runnable start) {
        starts.put(engine, CompletableFuture.runAsync(start, THREADS));
    }

    /**
     * Waits until the engine has started.
     *
     * @throws StoresException if it could not be started
     */
    void await(Engine engine) {
        await(Objects.requireNonNull(start(engine), engine.title()));
    }

    /** Waits until all engines have started, or until one has failed. */
    void awaitAll() {
        CompletableFuture<@Nullable Void> failure = new CompletableFuture<>();
        CompletableFuture<?>[] all = all();
        for (CompletableFuture<?> each : all) {
            each.whenComplete((result, e) -> {
                if (e != null) {
                    failure.completeExceptionally(e);
                }
            });
        }
        await(CompletableFuture.anyOf(failure, CompletableFuture.allOf(all)));
    }

    private static void await(CompletableFuture<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw StoresException.of(e);
        } catch (InterruptedException e) {
            // The interrupt flag is not restored, because the caller now closes its resources and has to wait for that.
            throw new StoresException("The stores were stopped while they started.", e);
        }
    }

    private synchronized @Nullable CompletableFuture<@Nullable Void> start(Engine engine) {
        return starts.get(engine);
    }

    private synchronized CompletableFuture<?>[] all() {
        return starts.values().toArray(CompletableFuture<?>[]::new);
    }
}
