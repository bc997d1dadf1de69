package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.tracing.Tracing;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes the outbox entries of one sink. It has a thread of its own, so that a slow or unavailable store does not
 * delay the others. Any number of workers may run for the same sink, in any number of instances. Once it finds nothing,
 * it waits until it is woken: by a commit of this instance, or by {@link OutboxPoll}. All of them together take no two
 * batches within {@code polyglot.outbox.linger} unless they left entries behind.
 */
final class OutboxWorker implements WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

    private final OutboxRepository outboxRepository;
    private final OutboxSink outboxSink;
    private final OutboxProperties outboxProperties;
    private final OutboxBatch outboxBatch;
    private final Backoff backoff;
    private final Semaphore wakeUps = new Semaphore(0);
    private @Nullable UUID unsettled;
    private int outages;
    private boolean foundNothing;
    private boolean leftEntries;
    private int batch;

    OutboxWorker(
            OutboxRepository outboxRepository,
            OutboxSink outboxSink,
            OutboxProperties outboxProperties,
            Tracing tracing) {
        this.outboxRepository = outboxRepository;
        this.outboxSink = outboxSink;
        this.outboxProperties = outboxProperties;
        this.backoff = new Backoff(outboxProperties.firstDelay(), outboxProperties.maxDelay());
        this.outboxBatch = new OutboxBatch(outboxRepository, outboxSink, outboxProperties, backoff, tracing);
        this.batch = outboxProperties.batch();
    }

    @Override
    public void wake() {
        wakeUps.release();
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        // Forgets wake-ups before it looks whether to stop: the wake-up of whoever stops it afterwards is not lost.
        for (wakeUps.drainPermits(); stopped.getCount() > 0; wakeUps.drainPermits()) {
            workOffBatch().await(wakeUps, stopped);
        }
    }

    /**
     * Ignores wake-ups during an outage. Every order causes one, so an unavailable store would be called too often.
     *
     * @return how to wait for the next batch
     */
    private BatchPause workOffBatch() {
        try {
            giveBackUnsettled();
            var lease = UUID.randomUUID();
            unsettled = lease;
            var claimed = claim(lease);
            leftEntries = claimed.size() == batch;
            if (claimed.isEmpty()) {
                unsettled = null;
                return pauseWithoutWork();
            }
            outboxBatch.apply(lease, claimed);
            logRecovery();
            unsettled = null;
            foundNothing = false;
            batch = Math.min(outboxProperties.batch(), batch * 2);
            return leftEntries
                    ? BatchPause.none()
                    : BatchPause.untilWoken(outboxProperties.linger(), outboxProperties.poll());
        } catch (StoreException absent) {
            logOutage(absent);
            foundNothing = false;
            // A slow store may complete only a smaller batch in time. A store that is back also starts with a small
            // batch.
            batch = Math.max(1, batch / 4);
            return BatchPause.fixed(backoff.after(outages));
        } catch (RuntimeException | Error defect) {
            log.error("Failed to process the outbox of {}", outboxSink.name(), defect);
            return outages > 0
                    ? BatchPause.fixed(outboxProperties.maxDelay())
                    : BatchPause.untilWoken(outboxProperties.linger(), outboxProperties.maxDelay());
        }
    }

    private List<OutboxRepository.Claimed> claim(UUID lease) {
        var sink = outboxSink.name();
        return leftEntries
                ? outboxRepository.claim(sink, lease, outboxProperties.lease(), batch)
                : outboxRepository.claimInTurn(sink, lease, outboxProperties.lease(), batch, outboxProperties.linger());
    }

    /**
     * Looks once more before it waits for a wake-up, because entries may have come after another worker had its turn.
     * During an outage, entries may be missing only because they are postponed. If none is due after their delay
     * either, other workers have taken them, and the outage is over for this one.
     */
    private BatchPause pauseWithoutWork() {
        if (!foundNothing) {
            foundNothing = true;
            return BatchPause.fixed(
                    outages > 0
                            ? outboxProperties.poll().plus(outboxProperties.firstDelay())
                            : outboxProperties.linger());
        }
        logRecovery();
        foundNothing = false;
        return BatchPause.untilWoken();
    }

    /**
     * Gives back what the last claim still holds. If PostgreSQL fails during a batch, the entries can be neither
     * completed nor postponed, and the answer to the claim itself can be lost. Nobody else could take the entries until
     * their lease ends, long after PostgreSQL is back.
     */
    private void giveBackUnsettled() {
        if (unsettled != null) {
            outboxRepository.giveBack(outboxSink.name(), unsettled);
            unsettled = null;
        }
    }

    private void logOutage(StoreException absent) {
        if (++outages == 1) {
            log.warn("Postponed the outbox of {}: {}", outboxSink.name(), absent.getMessage());
        }
    }

    private void logRecovery() {
        if (outages > 0) {
            log.info("Resumed the outbox of {} after {} failed attempts", outboxSink.name(), outages);
            outages = 0;
        }
    }
}
