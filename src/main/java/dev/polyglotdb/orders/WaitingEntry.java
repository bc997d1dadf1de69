package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outbox entry of an order that was not applied yet.
 *
 * @param name the name of the outbox sink
 * @param store the id of a store, or {@code gateway}
 * @param since when the transaction that added it began
 * @param nextAttemptAt when it is tried again at the latest; while a worker holds it, when the lease ends
 * @param attempts how often it failed by a defect
 */
public record WaitingEntry(
        String name,
        String store,
        Progress status,
        Instant since,
        Instant nextAttemptAt,
        int attempts,
        @Nullable String lastError) {}
