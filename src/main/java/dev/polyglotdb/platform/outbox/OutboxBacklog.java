package dev.polyglotdb.platform.outbox;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the outbox.
 *
 * @param oldestPendingAgeMs the age of the oldest pending entry in milliseconds; null if none is pending
 * @param sinks those for which something waits or has failed
 */
public record OutboxBacklog(
        long pending, long failed, @Nullable Long oldestPendingAgeMs, List<OfSink> sinks) {

    /** What waits for one sink. */
    public record OfSink(String name, long pending, long failed) {}

    /** The entries of a sink; {@code age} is that of the oldest pending one, in milliseconds. */
    record Waiting(
            String sink,
            long pending,
            long failed,
            @Nullable Long age) {}

    static OutboxBacklog of(List<Waiting> waiting) {
        return new OutboxBacklog(
                waiting.stream().mapToLong(Waiting::pending).sum(),
                waiting.stream().mapToLong(Waiting::failed).sum(),
                waiting.stream()
                        .map(Waiting::age)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null),
                waiting.stream()
                        .map(sink -> new OfSink(sink.sink(), sink.pending(), sink.failed()))
                        .toList());
    }
}
