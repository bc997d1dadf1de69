package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.StoreException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets promises that were kept long ago. */
@Component
class SettledPurge {

    private static final Logger log = LoggerFactory.getLogger(SettledPurge.class);
    private static final int PURGED_AT_ONCE = 1_000;

    private final Promises promises;

    SettledPurge(Promises promises) {
        this.promises = promises;
    }

    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void purge() {
        try {
            while (promises.purge(PURGED_AT_ONCE) == PURGED_AT_ONCE) {
                log.debug("Purged {} kept promises", PURGED_AT_ONCE);
            }
        } catch (StoreException absent) {
            log.info("Postponed the purge of kept promises: {}", absent.getMessage());
        }
    }
}
