package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is not applied yet.
 *
 * @param attempts how often it failed by a defect
 * @param failed whether it waits for an administrator
 * @param addedAt when the transaction that added it began
 * @param dueAt when it is tried again at the latest; while a worker holds it, when the lease ends
 * @param lastError a description of the last failure, without text from a driver
 */
public record UnappliedEntry(
        long subjectId,
        String sink,
        int attempts,
        boolean failed,
        Instant addedAt,
        Instant dueAt,
        @Nullable String lastError) {

    /** Returns how far the entry is: it has failed, or it is pending. */
    public Progress progress() {
        return failed ? Progress.FAILED : Progress.PENDING;
    }
}
