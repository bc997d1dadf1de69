package dev.polyglotdb.products;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks after the catalog in the background, from the start of the application until its shutdown. */
final class CatalogUpkeepThread implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CatalogUpkeepThread.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** So that the work begins soon after MongoDB is back. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    /** For finishing a chunk. What takes longer, such as an index, the next instance takes over. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final CatalogUpkeep upkeep;
    private CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;

    CatalogUpkeepThread(CatalogUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    /** Before the web server, so that the first write to an empty catalog finds its indexes there as a rule. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var signal = new CountDownLatch(1);
            stopped = signal;
            thread = new Thread(() -> run(signal), "catalog-upkeep");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run(CountDownLatch signal) {
        var pause = FIRST_PAUSE;
        var failing = false;
        try {
            do {
                try {
                    pause = upkeep.round(() -> signal.getCount() > 0) ? FIRST_PAUSE : longer(pause);
                    failing = false;
                } catch (RuntimeException | Error failure) {
                    if (!failing && signal.getCount() > 0) {
                        log.warn("The indexes of the catalog can't be looked after now: {}", failure.toString());
                    }
                    failing = true;
                    pause = PAUSE_AFTER_FAILURE;
                }
            } while (!signal.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    @Override
    public synchronized void stop() {
        if (thread == null) {
            return;
        }
        stopped.countDown();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
