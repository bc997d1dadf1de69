package dev.polyglotdb.platform;

import java.time.Duration;
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
     * How long workers may take to stop: longer than any single call of a store and the release of what a worker has
     * claimed.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private static final long PAUSE_AFTER_DEFECT_SECONDS = 1;

    private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);

    /** A task that runs until it is told to stop. */
    public interface Worker {

        /** @param stopped reaches zero when the worker must finish its current work and return */
        void run(CountDownLatch stopped) throws InterruptedException;

        /**
         * Signals that there may be work, or that the worker must stop. Does nothing by default, for workers that look
         * often enough.
         */
        default void wake() {}
    }

    private final String name;
    private final List<Worker> workers;
    private final int phase;
    private final Duration patience;
    private @Nullable ExecutorService threads;
    private CountDownLatch stopped = new CountDownLatch(0);

    /** @param name the name of the threads */
    public WorkerThreads(String name, Collection<? extends Worker> workers) {
        this(name, workers, DEFAULT_PHASE, PATIENCE);
    }

    /**
     * @param phase workers with a lower one start earlier and stop later; the web server starts in a late one
     * @param patience how long the workers may take to finish their current work before they are interrupted
     */
    public WorkerThreads(String name, Collection<? extends Worker> workers, int phase, Duration patience) {
        this.name = name;
        this.workers = List.copyOf(workers);
        this.phase = phase;
        this.patience = patience;
    }

    @Override
    public int getPhase() {
        return phase;
    }

    @Override
    public synchronized void start() {
        if (threads != null) {
            return;
        }
        var signal = new CountDownLatch(1);
        var pool = Executors.newCachedThreadPool(this::thread);
        workers.forEach(worker -> pool.execute(() -> run(worker, signal)));
        pool.shutdown();
        stopped = signal;
        threads = pool;
    }

    /** Creates a daemon thread: a worker that goes on in spite of the interrupt must not keep the process alive. */
    private Thread thread(Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a worker, and runs it again if a defect has ended it. Only a restart of the application would bring it back
     * otherwise.
     */
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

    /** Stops in a thread of its own, so that all that stop together take no longer than the slowest of them. */
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
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
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
