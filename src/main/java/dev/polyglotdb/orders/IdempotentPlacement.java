package dev.polyglotdb.orders;

import dev.polyglotdb.web.ProblemException;
import dev.polyglotdb.web.ProblemType;
import dev.polyglotdb.web.Sha256;
import dev.polyglotdb.web.TimeBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Places an order once for each idempotency key, however often and wherever it is asked. */
@Component
class IdempotentPlacement {

    private static final ProblemType KEY_REUSED = new ProblemType(
            "idempotency-key-reused",
            "The idempotency key was used for another request",
            HttpStatus.UNPROCESSABLE_CONTENT);

    /** How long a repeat waits for the answer to the first request. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The first request may run in another instance, so there is nothing nearer to wait on than the row. */
    private static final Duration POLL = Duration.ofMillis(50);

    private final OrderPlacement placement;
    private final IdempotencyKeys keys;
    private final KeyReleases releases;
    private final JsonMapper json;

    IdempotentPlacement(OrderPlacement placement, IdempotencyKeys keys, KeyReleases releases, JsonMapper json) {
        this.placement = placement;
        this.keys = keys;
        this.releases = releases;
        this.json = json;
    }

    /** @param key null if the request shall not be recognized when it is repeated */
    Answer place(long userId, NewOrder command, @Nullable String key, Instant now) {
        if (key == null) {
            return placement.place(userId, command, null, now);
        }
        // A hash is enough to compare, and the request has the token of a card.
        var request = Sha256.hex(json.writeValueAsString(command));
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            var claim = keys.claim(userId, key, request);
            if (claim.isPresent()) {
                return placeOnce(claim.get(), command, now);
            }
            var answer = answerOfFirst(userId, key, request, deadline);
            if (answer != null) {
                return answer;
            }
        } while (System.nanoTime() < deadline);
        throw new RequestInProgressException();
    }

    private Answer placeOnce(IdempotencyKeys.Claim claim, NewOrder command, Instant now) {
        try {
            return placement.place(claim.userId(), command, claim, now);
        } catch (RuntimeException nothingKept) {
            releases.release(claim);
            throw nothingKept;
        }
    }

    /** @return null if there is none: the first request failed and left the key free, or it takes too long */
    private @Nullable Answer answerOfFirst(long userId, String key, String request, long deadline) {
        while (System.nanoTime() < deadline) {
            var entry = keys.find(userId, key);
            if (entry.isEmpty()) {
                return null;
            }
            if (!entry.get().request().equals(request)) {
                throw new ProblemException(KEY_REUSED, "Use a new Idempotency-Key for another order.");
            }
            if (entry.get().answer() != null) {
                return entry.get().answer();
            }
            LockSupport.parkNanos(POLL.toNanos());
            TimeBudget.renew();
        }
        return null;
    }
}
