package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import java.util.Map;

/**
 * How far an erasure is.
 *
 * @param stores the progress of each store that held something, by its id
 */
record ErasureView(long id, long userId, Status status, Map<String, Progress> stores) {

    enum Status {
        RUNNING,
        COMPLETED
    }

    /** What the one who asked for an erasure is told. */
    record Begun(long id, Status status) {}
}
