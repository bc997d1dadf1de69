package dev.polyglotdb.platform.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backlog of the other stores.
 *
 * @param pending the number of entries that are not applied yet
 * @param failed the number of entries that failed and wait for an administrator to retry them
 * @param oldestPendingAgeMs the age of the oldest pending entry in milliseconds; null if none is pending
 * @param failures the oldest failed entries, at most {@value #MAX_FAILURES}
 */
record OutboxStatus(long pending, long failed, @Nullable Long oldestPendingAgeMs, List<Failure> failures) {

    static final int MAX_FAILURES = 100;

    static OutboxStatus of(OutboxBacklog backlog, List<Failure> failures) {
        return new OutboxStatus(backlog.pending(), backlog.failed(), backlog.oldestPendingAgeMs(), failures);
    }

    /**
     * A failed entry.
     *
     * @param orderId the id of the subject, which is negative for an erasure
     * @param target the name of the sink
     * @param lastError a description of the last error, without text from the driver
     */
    record Failure(
            long id,
            long orderId,
            String target,
            int attempts,
            @Nullable String lastError) {}
}
