package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for due entries that nobody announced: those of other instances, and those whose delay has passed. It asks for
 * all sinks at once, and wakes the workers of those that have any. So an idle instance costs PostgreSQL one short
 * transaction a look, however many sinks there are.
 */
final class OutboxPoll implements WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(OutboxPoll.class);

    /** How much longer than {@code polyglot.outbox.poll} the pause becomes while there is nothing to do. */
    private static final int IDLE = 8;

    private final OutboxRepository outboxRepository;
    private final Map<String, OutboxWorker> workers;
    private final PollPause pause;
    private final Duration longest;
    private final Semaphore wakeUps = new Semaphore(0);

    /** @param workers by the name of the sink */
    OutboxPoll(OutboxRepository outboxRepository, Map<String, OutboxWorker> workers, OutboxProperties properties) {
        this.outboxRepository = outboxRepository;
        this.workers = Map.copyOf(workers);
        this.longest = properties.poll().multipliedBy(IDLE);
        this.pause = new PollPause(properties.poll(), longest);
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        // Forgets wake-ups before it looks whether to stop: the wake-up of whoever stops it afterwards is not lost.
        for (wakeUps.drainPermits(); stopped.getCount() > 0; wakeUps.drainPermits()) {
            if (wakeUps.tryAcquire(pause.after(expectsWork()).toMillis(), TimeUnit.MILLISECONDS)) {
                stopped.await(pause.after(true).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /**
     * Returns whether entries are due now or within the longest pause, so that each is tried again soon after its
     * delay.
     */
    private boolean expectsWork() {
        try {
            var waiting = outboxRepository.dueWithin(longest, workers.keySet());
            waiting.stream()
                    .filter(OutboxRepository.Waiting::due)
                    .forEach(due ->
                            Objects.requireNonNull(workers.get(due.sink())).wake());
            return !waiting.isEmpty();
        } catch (StoreException absent) {
            log.debug("Could not look for due entries: {}", absent.getMessage());
        } catch (RuntimeException | Error defect) {
            log.error("Failed to look for due entries", defect);
        }
        return false;
    }

    /** Makes it look again within the shortest pause: what was just added may fail and be delayed. */
    @Override
    public void wake() {
        wakeUps.release();
    }
}
