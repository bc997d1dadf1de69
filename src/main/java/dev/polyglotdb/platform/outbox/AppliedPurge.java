package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.StoreException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets entries that were applied long ago. */
@Component
class AppliedPurge {

    private static final Logger log = LoggerFactory.getLogger(AppliedPurge.class);
    private static final int PURGED_AT_ONCE = 1_000;

    private final OutboxEntries outboxEntries;

    AppliedPurge(OutboxEntries outboxEntries) {
        this.outboxEntries = outboxEntries;
    }

    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void purge() {
        try {
            while (outboxEntries.purge(PURGED_AT_ONCE) == PURGED_AT_ONCE) {
                log.debug("Purged {} applied outbox entries", PURGED_AT_ONCE);
            }
        } catch (StoreException absent) {
            log.info("Postponed the purge of applied outbox entries: {}", absent.getMessage());
        }
    }
}
