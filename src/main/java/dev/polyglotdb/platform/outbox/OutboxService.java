package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.tracing.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Records in a transaction that sinks must be brought in line with a subject: an order, or an erasure. Such a record is
 * an entry of the outbox, for one subject and one sink. After the commit, workers apply the entries. Each sink has a
 * worker.
 */
@Service
public class OutboxService {

    private final OutboxRepository outboxRepository;
    private final Map<String, OutboxWorker> workers;
    private final Tracing tracing;
    private final OutboxPoll outboxPoll;
    private final OutboxRetry outboxRetry;

    OutboxService(
            OutboxRepository outboxRepository,
            OutboxEntries outboxEntries,
            List<OutboxSink> sinks,
            OutboxProperties outboxProperties,
            Tracing tracing) {
        this.outboxRepository = outboxRepository;
        this.tracing = tracing;
        this.workers = sinks.stream()
                .collect(Collectors.toMap(
                        OutboxSink::name, sink -> new OutboxWorker(outboxRepository, sink, outboxProperties, tracing)));
        this.outboxPoll = new OutboxPoll(outboxRepository, workers, outboxProperties);
        this.outboxRetry = new OutboxRetry(outboxEntries, this::wakeIfThere);
    }

    /**
     * Adds, as part of the current transaction, an entry for each of these sinks, which will be brought in line with
     * the subject. The workers are woken by the commit; those that have just ended a batch wait a moment for more.
     *
     * @return the time of the transaction, by which its entries are known
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant add(long subjectId, Collection<String> sinks) {
        var addedAt = outboxRepository.add(subjectId, sinks, tracing.parent());
        wakeAfterCommit(sinks);
        return addedAt;
    }

    /**
     * Adds such entries for many subjects at once. They are insistent: they are tried until they are applied, even if
     * their sinks may give up.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addInsistent(Collection<Long> subjectIds, Collection<String> sinks) {
        outboxRepository.add(subjectIds, sinks, Duration.ZERO, true, tracing.parent());
        wakeAfterCommit(sinks);
    }

    /** Adds an entry that is applied no sooner than after the delay. */
    @Transactional
    public void addDelayed(long subjectId, String sink, Duration delay) {
        outboxRepository.add(List.of(subjectId), List.of(sink), delay, false, tracing.parent());
        wakeAfterCommit(delay.isZero() ? List.of(sink) : List.of());
    }

    /** The poll is woken in any case: it looks more often while an entry will be due soon. */
    private void wakeAfterCommit(Collection<String> sinks) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                sinks.forEach(sink -> worker(sink).wake());
                outboxPoll.wake();
            }
        });
    }

    private OutboxWorker worker(String sink) {
        return Objects.requireNonNull(workers.get(sink), () -> "no sink is named " + sink);
    }

    Collection<WorkerThreads.Worker> workers() {
        return Stream.concat(Stream.of(outboxPoll, outboxRetry), workers.values().stream())
                .toList();
    }

    /**
     * Retries all failed entries, the first {@value OutboxRetry#PORTION} at once. The workers of this instance start
     * immediately; those of other instances start with their next poll.
     */
    void retry() {
        outboxRetry.begin();
        outboxPoll.wake();
    }

    /** Another version may have sinks that this one lacks. */
    private void wakeIfThere(String sink) {
        var worker = workers.get(sink);
        if (worker != null) {
            worker.wake();
        }
    }
}
