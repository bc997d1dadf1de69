package dev.polyglotdb.orders;

import dev.polyglotdb.platform.admission.SideRoom;
import dev.polyglotdb.platform.admission.SideRooms;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Executes a request with an idempotency key only once, even if clients repeat it or send it to several instances. */
@Component
class Idempotency {

    private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

    private static final ProblemType KEY_REUSED = new ProblemType(
            "idempotency-key-reused",
            "The idempotency key was used for another request",
            HttpStatus.UNPROCESSABLE_CONTENT);

    /** How long a repeated request waits for the answer to the first one. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The interval between two reads of the row. The first request may run in another instance, which cannot signal
     * this one.
     */
    private static final Duration POLL = Duration.ofMillis(50);

    private static final int PURGED_AT_ONCE = 1000;

    private final IdempotencyKeys idempotencyKeys;
    private final SideRoom sideRoom;
    private final JsonMapper json;

    /**
     * Claims that could not be released because PostgreSQL was unavailable. The queue stays small: without PostgreSQL,
     * no request can claim a new key.
     */
    private final Queue<IdempotencyKeys.Claim> unreleased = new ConcurrentLinkedQueue<>();

    Idempotency(IdempotencyKeys idempotencyKeys, SideRooms sideRooms, JsonMapper json) {
        this.idempotencyKeys = idempotencyKeys;
        this.sideRoom = sideRooms.forRepeats();
        this.json = json;
    }

    /**
     * Executes a request, or returns the answer to an earlier request with the same key.
     *
     * @param key the idempotency key, or null if the request has none; a repeated request is then a new request
     * @param request the request; a later request with the same key must equal it
     * @param action must {@linkplain #complete complete} the claim in the transaction that stores its effect. If it
     *     throws, it must have stored nothing; the key is then released
     * @throws RequestInProgressException if the first request takes too long, or too many wait for theirs
     */
    PlacementResult once(
            long userId,
            @Nullable String key,
            NewOrder request,
            Function<IdempotencyKeys.@Nullable Claim, PlacementResult> action) {
        if (key == null) {
            return action.apply(null);
        }
        var hash = request.hash(json);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            var claim = idempotencyKeys.claim(userId, key, hash);
            if (claim.isPresent()) {
                return run(claim.get(), action);
            }
            var answer = answer(userId, key, hash, deadline);
            if (answer.isPresent()) {
                return answer.get();
            }
        } while (System.nanoTime() < deadline);
        throw new RequestInProgressException();
    }

    /**
     * Makes the answer to a request, and stores it for repeated requests as part of the current transaction.
     *
     * @param claim the claim, or null if the request has no key; then nothing is stored
     * @param view the order; null if its payment was declined
     * @throws RequestInProgressException if the claim was lost; the transaction must then not commit
     */
    PlacementResult complete(IdempotencyKeys.@Nullable Claim claim, long orderId, @Nullable OrderView view) {
        var result = new PlacementResult(orderId, view == null ? null : json.writeValueAsString(view), false);
        if (claim != null) {
            idempotencyKeys.complete(claim, result);
        }
        return result;
    }

    private PlacementResult run(
            IdempotencyKeys.Claim claim, Function<IdempotencyKeys.@Nullable Claim, PlacementResult> action) {
        try {
            return action.apply(claim);
        } catch (RuntimeException | Error nothingKept) {
            release(claim);
            throw nothingKept;
        }
    }

    /** @return empty if the first request failed and released the key, or if it takes too long */
    private Optional<PlacementResult> answer(long userId, String key, String hash, long deadline) {
        var entry = find(userId, key, hash);
        return entry.isEmpty() || entry.get().answer() != null
                ? entry.map(IdempotencyKeys.Entry::answer)
                : sideRoom.aside(() -> awaitAnswer(userId, key, hash, deadline), RequestInProgressException::new);
    }

    private Optional<PlacementResult> awaitAnswer(long userId, String key, String hash, long deadline) {
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            TimeBudget.renew();
            var entry = find(userId, key, hash);
            if (entry.isEmpty() || entry.get().answer() != null) {
                return entry.map(IdempotencyKeys.Entry::answer);
            }
        }
        return Optional.empty();
    }

    private Optional<IdempotencyKeys.Entry> find(long userId, String key, String hash) {
        var entry = idempotencyKeys.find(userId, key);
        if (entry.isPresent() && !entry.get().request().equals(hash)) {
            throw new ProblemException(KEY_REUSED, "Use a new Idempotency-Key for another order.");
        }
        return entry;
    }

    /**
     * Releases the key. If PostgreSQL is unavailable, the key is released when PostgreSQL is back. The request itself
     * may have failed for the same reason.
     */
    private void release(IdempotencyKeys.Claim claim) {
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
