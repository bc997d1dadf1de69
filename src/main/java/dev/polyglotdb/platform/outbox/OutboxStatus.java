package dev.polyglotdb.platform.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backlog of the other stores.
 *
 * @param pending the number of promises that are not kept yet
 * @param failed the number of promises that failed and wait for an administrator to retry them
 * @param oldestPendingAgeMs the age of the oldest pending promise in milliseconds; null if none is pending
 * @param failures the oldest failed promises, at most {@value #MAX_FAILURES}
 */
record OutboxStatus(long pending, long failed, @Nullable Long oldestPendingAgeMs, List<Failure> failures) {

    static final int MAX_FAILURES = 100;

    static OutboxStatus of(OutboxBacklog backlog, List<Failure> failures) {
        return new OutboxStatus(backlog.pending(), backlog.failed(), backlog.oldestPendingAgeMs(), failures);
    }

    /**
     * A failed promise.
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
