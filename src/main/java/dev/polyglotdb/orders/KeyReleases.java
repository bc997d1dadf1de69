package dev.polyglotdb.orders;

import dev.polyglotdb.web.StoreUnavailableException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Frees the keys of requests that led to nothing. Where PostgreSQL just failed, which may be why they did, it does so when
 * PostgreSQL is back, so that a repeat need not wait until the claim ends.
 */
@Component
class KeyReleases {

    private final IdempotencyKeys keys;

    /** As many as there were requests at work; without PostgreSQL no others can claim a key. */
    private final Queue<IdempotencyKeys.Claim> waiting = new ConcurrentLinkedQueue<>();

    KeyReleases(IdempotencyKeys keys) {
        this.keys = keys;
    }

    void release(IdempotencyKeys.Claim claim) {
        try {
            keys.release(claim);
        } catch (StoreUnavailableException away) {
            waiting.add(claim);
        }
    }

    @Scheduled(fixedDelay = 500)
    void retry() {
        try {
            for (var claim = waiting.peek(); claim != null; claim = waiting.peek()) {
                keys.release(claim);
                waiting.remove(claim);
            }
        } catch (StoreUnavailableException stillAway) {
            // The next run will do.
        }
    }
}
