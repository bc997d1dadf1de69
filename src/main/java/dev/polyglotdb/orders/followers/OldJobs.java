package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes jobs that ended long ago. */
@Component
class OldJobs {

    private static final Logger log = LoggerFactory.getLogger(OldJobs.class);

    private final ProjectionJobs jobs;
    private final Duration retention;

    OldJobs(ProjectionJobs jobs, @Value("${polyglot.orders.job-retention:30d}") Duration retention) {
        this.jobs = jobs;
        this.retention = retention;
    }

    @Scheduled(fixedDelayString = "${polyglot.orders.maintenance-interval:15s}")
    void delete() {
        try {
            var deleted = jobs.deleteOld(retention);
            if (deleted > 0) {
                log.info("Deleted {} jobs that ended over {} ago", deleted, retention);
            }
        } catch (StoreException absent) {
            log.info("Postponed the deletion of old jobs: {}", absent.getMessage());
        }
    }
}
