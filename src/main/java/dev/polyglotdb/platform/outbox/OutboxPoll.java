package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.StoreException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for due rows that nobody announced: those of other instances, and those whose delay has passed. It asks for all
 * sinks at once, and wakes the workers of those that have any. So an idle instance costs PostgreSQL one short
 * transaction a look, however many sinks there are.
 */
final class OutboxPoll implements WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(OutboxPoll.class);

    /** How much longer than {@code polyglot.outbox.poll} the pause becomes while there is nothing to do. */
    private static final int IDLE = 4;

    private final OutboxRepository outboxRepository;
    private final Map<String, OutboxWorker> workers;
    private final PollPause pause;

    /** @param workers by the name of the sink */
    OutboxPoll(OutboxRepository outboxRepository, Map<String, OutboxWorker> workers, OutboxProperties properties) {
        this.outboxRepository = outboxRepository;
        this.workers = Map.copyOf(workers);
        this.pause = new PollPause(properties.poll(), properties.poll().multipliedBy(IDLE));
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        while (!stopped.await(pause.after(foundWork()).toMillis(), TimeUnit.MILLISECONDS)) {
            log.trace("Looks again");
        }
    }

    private boolean foundWork() {
        try {
            var due = outboxRepository.due(workers.keySet());
            due.forEach(sink -> Objects.requireNonNull(workers.get(sink)).wake());
            return !due.isEmpty();
        } catch (StoreException absent) {
            log.debug("Could not look for due rows: {}", absent.getMessage());
        } catch (RuntimeException defect) {
            log.error("Failed to look for due rows", defect);
        }
        return false;
    }

    /** Does nothing: the latch ends the pause. */
    @Override
    public void wake() {}
}
