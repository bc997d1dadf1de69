package dev.polyglotdb.platform.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the other stores are behind.
 *
 * @param pending promises that are still to be kept
 * @param failed promises that were given up until somebody retries them
 * @param oldestPendingAgeMs for how long the oldest pending promise has waited, in milliseconds; null if there is none
 * @param failures the oldest of the failed ones, at most {@value #MAX_FAILURES}
 */
record OutboxStatus(long pending, long failed, @Nullable Long oldestPendingAgeMs, List<Failure> failures) {

    static final int MAX_FAILURES = 100;

    /**
     * A promise that was given up.
     *
     * @param target the name of the sink
     * @param lastError what went wrong last, in words of our own
     */
    record Failure(
            long id,
            long orderId,
            String target,
            int attempts,
            @Nullable String lastError) {}
}
