package dev.polyglotdb.engines;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Starts engines in parallel, so that a caller can wait for each one separately. The application needs some of them
 * before it can start, and not the others.
 */
final class StartUp {

    /** Daemon threads, so that a start that hangs does not keep the JVM from ending. */
    static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "stores");
        thread.setDaemon(true);
        thread.start();
    };

    /** What the application starts without. It is most of the work of a start. */
    private static final Set<Engine> DISPENSABLE = EnumSet.of(Engine.CASSANDRA, Engine.NEO4J);

    /** On fewer, these would take half of the time from the application's start. */
    private static final int MANY_PROCESSORS = 4;

    private final Map<Engine, CompletableFuture<@Nullable Void>> starts = new EnumMap<>(Engine.class);
    private final CompletableFuture<@Nullable Void> rest = new CompletableFuture<>();
    private final boolean applicationFirst;

    /** For this machine. */
    StartUp(boolean applicationFirst) {
        this(applicationFirst, Runtime.getRuntime().availableProcessors());
    }

    /** @param applicationFirst whether the application should answer as soon as it can, even without all engines */
    StartUp(boolean applicationFirst, int processors) {
        this.applicationFirst = applicationFirst;
        if (!applicationFirst || processors >= MANY_PROCESSORS) {
            rest.complete(null);
        }
    }

    /** Starts the engine now, or once somebody waits for all. */
    synchronized void begin(Engine engine, Runnable start) {
        var ready = DISPENSABLE.contains(engine) ? rest : CompletableFuture.completedFuture((Void) null);
        starts.put(engine, ready.thenRunAsync(start, THREADS));
    }

    /** Waits until the application can start as far as the engine is concerned. */
    void awaitForApplication(Engine engine) {
        if (!applicationFirst || !DISPENSABLE.contains(engine)) {
            await(engine);
        }
    }

    /**
     * Waits until the engine has started.
     *
     * @throws StoresException if it could not be started
     */
    void await(Engine engine) {
        await(Objects.requireNonNull(start(engine), engine.title()));
    }

    /** Starts the rest, and waits until all engines have started, or until one has failed. */
    void awaitAll() {
        rest.complete(null);
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
