package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the entries that failed another try. A defect may have failed more of them than one statement can change in
 * its time, so they are taken in portions, and whoever asks for it waits for the first one only. If the instance dies
 * meanwhile, the rest stay failed.
 */
final class OutboxRetry implements WorkerThreads.Worker {

    static final int PORTION = 1_000;

    private static final Logger log = LoggerFactory.getLogger(OutboxRetry.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long NOTHING_LEFT = Long.MAX_VALUE;

    private final OutboxEntries outboxEntries;
    private final Consumer<String> wakeWorker;

    /** The last entry that was retried. An entry that fails again meanwhile is not retried again and again. */
    private final AtomicLong last = new AtomicLong(NOTHING_LEFT);

    private final Semaphore wakeUps = new Semaphore(0);

    /** @param wakeWorker wakes the worker of a sink */
    OutboxRetry(OutboxEntries outboxEntries, Consumer<String> wakeWorker) {
        this.outboxEntries = outboxEntries;
        this.wakeWorker = wakeWorker;
    }

    /** @throws StoreException if PostgreSQL is unavailable; nothing is retried then */
    void begin() {
        last.set(retry(0));
        wake();
    }

    private long retry(long after) {
        var retried = outboxEntries.retry(after, PORTION);
        retried.stream()
                .map(OutboxEntries.Retried::sink)
                .collect(Collectors.toSet())
                .forEach(wakeWorker);
        return retried.size() < PORTION
                ? NOTHING_LEFT
                : retried.stream().mapToLong(OutboxEntries.Retried::id).max().orElse(NOTHING_LEFT);
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        // Forgets wake-ups before it looks whether to stop: the wake-up of whoever stops it afterwards is not lost.
        for (wakeUps.drainPermits(); stopped.getCount() > 0; wakeUps.drainPermits()) {
            if (last.get() == NOTHING_LEFT) {
                wakeUps.acquire();
            } else {
                goOn();
                stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void goOn() {
        var after = last.get();
        try {
            // Unless somebody has begun anew meanwhile.
            last.compareAndSet(after, retry(after));
        } catch (StoreException absent) {
            log.debug("Could not retry failed entries: {}", absent.getMessage());
        } catch (RuntimeException | Error defect) {
            log.error("Failed to retry failed entries", defect);
            last.set(NOTHING_LEFT);
        }
    }

    @Override
    public void wake() {
        wakeUps.release();
    }
}
