package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.StoreException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Releases the keys of requests that failed, and forgets those that have expired. */
@Component
class IdempotencyUpkeep {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyUpkeep.class);
    private static final int PURGED_AT_ONCE = 1000;

    private final IdempotencyKeys idempotencyKeys;

    /**
     * Claims that could not be released because PostgreSQL was unavailable. The queue stays small: without PostgreSQL,
     * no request can claim a new key.
     */
    private final Queue<Idempotency.Claim> unreleased = new ConcurrentLinkedQueue<>();

    IdempotencyUpkeep(IdempotencyKeys idempotencyKeys) {
        this.idempotencyKeys = idempotencyKeys;
    }

    /**
     * Releases a key. If PostgreSQL is unavailable, the key is released when PostgreSQL is back. The request itself may
     * have failed for the same reason.
     */
    void release(Idempotency.Claim claim) {
        try {
            idempotencyKeys.release(claim);
        } catch (StoreException away) {
            unreleased.add(claim);
        }
    }

    @Scheduled(fixedDelay = 500)
    void releaseLate() {
        try {
            for (var claim = unreleased.peek(); claim != null; claim = unreleased.peek()) {
                idempotencyKeys.release(claim);
                unreleased.remove(claim);
            }
        } catch (StoreException stillAway) {
            // The next scheduled run tries again.
        }
    }

    @Scheduled(fixedDelayString = "${polyglot.orders.maintenance-interval:15s}")
    void purge() {
        try {
            while (idempotencyKeys.purge(PURGED_AT_ONCE) == PURGED_AT_ONCE) {
                log.debug("Purged {} idempotency keys", PURGED_AT_ONCE);
            }
        } catch (StoreException absent) {
            log.info("Postponed the purge of idempotency keys: {}", absent.getMessage());
        }
    }
}
