package dev.polyglotdb.platform.outbox;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs workers, each in a thread of its own, from the start of the application until its shutdown. To run workers,
 * declare an instance as a bean.
 */
public final class WorkerThreads implements SmartLifecycle {

    /**
     * How long workers may take to finish their current work. This is longer than any single call of a store and the
     * release of its rows.
     */
    private static final long PATIENCE_SECONDS = 9;

    private static final long PAUSE_AFTER_DEFECT_SECONDS = 1;

    private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);

    /** A task that runs until it is told to stop. */
    public interface Worker {

        /** @param stopped reaches zero when the worker must finish its current work and return */
        void run(CountDownLatch stopped) throws InterruptedException;

        /** Signals that there may be work, or that the worker must stop. */
        void wake();
    }

    private final String name;
    private final List<Worker> workers;
    private @Nullable ExecutorService threads;
    private CountDownLatch stopped = new CountDownLatch(0);

    /** @param name the prefix of the thread names */
    public WorkerThreads(String name, Collection<? extends Worker> workers) {
        this.name = name;
        this.workers = List.copyOf(workers);
    }

    @Override
    public synchronized void start() {
        if (threads != null) {
            return;
        }
        var signal = new CountDownLatch(1);
        var pool = Executors.newCachedThreadPool(task -> new Thread(task, name));
        workers.forEach(worker -> pool.execute(() -> run(worker, signal)));
        pool.shutdown();
        stopped = signal;
        threads = pool;
    }

    /** Nobody but a restart of the application would bring back a worker that a defect has ended. */
    private static void run(Worker worker, CountDownLatch stopped) {
        try {
            while (!endsByItself(worker, stopped)) {
                stopped.await(PAUSE_AFTER_DEFECT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean endsByItself(Worker worker, CountDownLatch stopped) throws InterruptedException {
        try {
            worker.run(stopped);
            return true;
        } catch (RuntimeException | Error defect) {
            log.error(
                    "A worker of {} failed and starts again",
                    Thread.currentThread().getName(),
                    defect);
            return stopped.getCount() == 0;
        }
    }

    /** At the same time as others, so that all of them together take no longer than one may. */
    @Override
    public void stop(Runnable callback) {
        var stopping = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                name + "-stop");
        stopping.start();
    }

    /**
     * Lets every worker finish and release its lease, so that other instances need not wait for the lease to expire.
     */
    @Override
    public synchronized void stop() {
        if (threads == null) {
            return;
        }
        stopped.countDown();
        workers.forEach(Worker::wake);
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
