package dev.polyglotdb.platform.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the outbox.
 *
 * @param oldestPendingAgeMs the age of the oldest pending promise in milliseconds; null if none is pending
 * @param sinks those for which something waits or has failed
 */
public record OutboxBacklog(
        long pending, long failed, @Nullable Long oldestPendingAgeMs, List<OfSink> sinks) {

    /** What waits for one sink. */
    public record OfSink(String name, long pending, long failed) {}
}
