package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.tracing.Tracing;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a sink in line with the entries that a worker has claimed, and settles each: it is completed, postponed
 * because a store is away or the sink could not do all, or counted as a failure of ours.
 */
final class OutboxBatch {

    private static final Logger log = LoggerFactory.getLogger(OutboxBatch.class);

    private final OutboxRepository outboxRepository;
    private final OutboxSink outboxSink;
    private final OutboxProperties outboxProperties;
    private final Backoff backoff;
    private final Tracing tracing;

    OutboxBatch(
            OutboxRepository outboxRepository,
            OutboxSink outboxSink,
            OutboxProperties outboxProperties,
            Backoff backoff,
            Tracing tracing) {
        this.outboxRepository = outboxRepository;
        this.outboxSink = outboxSink;
        this.outboxProperties = outboxProperties;
        this.backoff = backoff;
        this.tracing = tracing;
    }

    /**
     * Applies the batch as a whole. If that fails by a defect, applies each entry separately, so that only the bad ones
     * are delayed.
     *
     * @throws StoreException if a store is away or overloaded; the entries are postponed
     */
    void apply(UUID lease, List<OutboxRepository.Claimed> claimed) {
        var ids = claimed.stream().map(OutboxRepository.Claimed::id).toList();
        var parents =
                claimed.stream().map(OutboxRepository.Claimed::traceparent).toList();
        try (var span = tracing.continued(parents, "outbox " + outboxSink.name())) {
            outboxSink.apply(
                    claimed.stream().map(OutboxRepository.Claimed::subjectId).collect(Collectors.toSet()));
            outboxRepository.complete(lease, ids);
        } catch (UnfinishedException some) {
            var left = claimed.stream().filter(some::concerns).toList();
            outboxRepository.complete(
                    lease,
                    claimed.stream()
                            .filter(entry -> !left.contains(entry))
                            .map(OutboxRepository.Claimed::id)
                            .toList());
            postpone(lease, left, backoff, some);
        } catch (StoreException absent) {
            // The worker decides how long the store is left alone, so the entries wait no longer than at first.
            postpone(lease, claimed, new Backoff(outboxProperties.firstDelay(), outboxProperties.firstDelay()), absent);
            throw absent;
        } catch (RuntimeException | Error defect) {
            // A subject that is too deep for the stack must not hold up the others either.
            if (claimed.size() == 1) {
                fail(lease, claimed.get(0), defect);
            } else {
                claimed.forEach(entry -> apply(lease, List.of(entry)));
            }
        }
    }

    private void postpone(UUID lease, List<OutboxRepository.Claimed> entries, Backoff delays, RuntimeException reason) {
        outboxRepository.postpone(
                lease,
                entries.stream().map(OutboxRepository.Claimed::id).toList(),
                delays,
                outboxSink.mayGiveUp() ? outboxProperties.giveUpAfter() : null,
                String.valueOf(reason.getMessage()));
    }

    /**
     * Stores a reason for administrators. The message of the exception goes only to the log, because it may come from a
     * driver.
     */
    private void fail(UUID lease, OutboxRepository.Claimed entry, Throwable defect) {
        var attempts = entry.attempts() + 1;
        log.error(
                "Outbox entry {}: failed to apply subject {} to {}, attempt {}",
                entry.id(),
                entry.subjectId(),
                outboxSink.name(),
                attempts,
                defect);
        var giveUp = outboxSink.mayGiveUp() && attempts >= outboxProperties.maxAttempts();
        var reason = "An unexpected failure; the log has it as \"Outbox entry %s\".".formatted(entry.id());
        outboxRepository.fail(lease, entry.id(), backoff.after(attempts), giveUp, reason);
    }
}
