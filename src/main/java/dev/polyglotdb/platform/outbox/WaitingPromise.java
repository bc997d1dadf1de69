package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.outbox.Promises.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A promise that is not kept yet.
 *
 * @param attempts how often it failed by a defect
 * @param failed whether it waits for an administrator
 * @param promisedAt when the transaction that made the promise began
 * @param dueAt when it is tried again at the latest; while a worker holds it, when the lease ends
 * @param lastError a description of the last failure, without text from a driver
 */
public record WaitingPromise(
        long subjectId,
        String sink,
        int attempts,
        boolean failed,
        Instant promisedAt,
        Instant dueAt,
        @Nullable String lastError) {

    /** Returns how far the promise is: it has failed, or it is pending. */
    public Progress progress() {
        return failed ? Progress.FAILED : Progress.PENDING;
    }
}
