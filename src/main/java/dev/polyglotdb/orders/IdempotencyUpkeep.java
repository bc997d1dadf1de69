package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.Purge;
import dev.polyglotdb.platform.stores.StoreException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Releases the keys of requests that failed, and forgets those that have expired. */
@Component
class IdempotencyUpkeep {

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
        Purge.inPortions("idempotency keys", idempotencyKeys::purge);
    }
}
