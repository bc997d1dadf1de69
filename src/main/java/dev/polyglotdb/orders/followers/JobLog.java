package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.stores.StoreException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs what becomes of jobs. One whose store is away is tried every few seconds, maybe for hours, so only its first
 * postponement is told, until a job completes.
 */
final class JobLog {

    private static final Logger log = LoggerFactory.getLogger(JobLog.class);

    private final Set<Long> postponed = new HashSet<>();

    void began(ClaimedJob job) {
        log.atLevel(postponed.contains(job.id()) ? Level.DEBUG : Level.INFO)
                .log("Began {} after {} orders", name(job), job.processed());
    }

    void completed(ClaimedJob job) {
        postponed.clear();
        log.info("Completed {}", name(job));
    }

    void stopped(ClaimedJob job) {
        log.info("Stopped {}; unless it was cancelled, another instance may continue", name(job));
    }

    void postponed(ClaimedJob job, StoreException absent) {
        log.atLevel(postponed.add(job.id()) ? Level.WARN : Level.DEBUG)
                .log("Postponed {}: {}", name(job), absent.getMessage());
    }

    void failed(ClaimedJob job, Throwable defect) {
        log.error("Failed {}", name(job), defect);
    }

    private static String name(ClaimedJob job) {
        return "the %s of %s".formatted(job.kind().id(), job.target());
    }
}
