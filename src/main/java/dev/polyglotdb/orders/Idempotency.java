package dev.polyglotdb.orders;

import dev.polyglotdb.platform.admission.Bulkhead;
import dev.polyglotdb.platform.admission.Bulkheads;
import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes a request with an idempotency key only once, even if clients repeat it or send it to several instances. The
 * first request claims the key, and that is committed before it does anything else, so that repeated requests can wait
 * for its answer. The answer is written in the transaction that stores the order, and only by the holder of the claim.
 */
@Component
class Idempotency {

    /**
     * A key that one request holds until it has an answer. The claim expires, so that a repeated request can take over
     * the key if the instance dies.
     */
    record Claim(long userId, String key, UUID token) {}

    /**
     * The answer to a request to place an order, the same for all requests with one key.
     *
     * @param orderId the id of the stored order
     * @param body the order as JSON; null if its payment was declined
     * @param replayed whether this is the stored answer to an earlier request
     */
    record Answer(long orderId, @Nullable String body, boolean replayed) {

        /** Returns the order as JSON, or empty if its payment was declined. */
        Optional<String> placedOrder() {
            return Optional.ofNullable(body);
        }
    }

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

    private final IdempotencyKeys idempotencyKeys;
    private final IdempotencyUpkeep idempotencyUpkeep;
    private final Bulkhead bulkhead;
    private final JsonMapper json;

    Idempotency(
            IdempotencyKeys idempotencyKeys,
            IdempotencyUpkeep idempotencyUpkeep,
            Bulkheads bulkheads,
            JsonMapper json) {
        this.idempotencyKeys = idempotencyKeys;
        this.idempotencyUpkeep = idempotencyUpkeep;
        this.bulkhead = bulkheads.forRepeats();
        this.json = json;
    }

    /**
     * Executes a request, or returns the answer to an earlier request with the same key.
     *
     * @param key the idempotency key, or null if the request has none; a repeated request is then a new request
     * @param request the request; a later request with the same key must equal it
     * @param action must answer the claim, by {@link #placed} or {@link #declined}, in the transaction that stores the
     *     order. If it throws, the key is released, unless its transaction was committed after all: then the stored
     *     answer stays
     * @throws RequestInProgressException if the first request takes too long, or too many wait for theirs
     */
    Answer once(long userId, @Nullable String key, NewOrder request, Function<@Nullable Claim, Answer> action) {
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
            var answer = findAnswer(userId, key, hash, deadline);
            if (answer.isPresent()) {
                return answer.get();
            }
        } while (System.nanoTime() < deadline);
        throw new RequestInProgressException();
    }

    /**
     * Answers that the order was placed, and stores the answer for repeated requests as part of the current
     * transaction.
     *
     * @param claim the claim, or null if the request has no key; then nothing is stored
     * @throws RequestInProgressException if the claim was lost; the transaction must then not commit
     */
    Answer placed(@Nullable Claim claim, OrderView view) {
        return stored(claim, new Answer(view.id(), json.writeValueAsString(view), false));
    }

    /** Answers that the payment was declined; otherwise as {@link #placed}. */
    Answer declined(@Nullable Claim claim, long orderId) {
        return stored(claim, new Answer(orderId, null, false));
    }

    private Answer stored(@Nullable Claim claim, Answer answer) {
        if (claim != null) {
            idempotencyKeys.complete(claim, answer);
        }
        return answer;
    }

    private Answer run(Claim claim, Function<@Nullable Claim, Answer> action) {
        try {
            return action.apply(claim);
        } catch (RuntimeException | Error failure) {
            idempotencyUpkeep.release(claim);
            throw failure;
        }
    }

    /** @return empty if the first request failed and released the key, or if it takes too long */
    private Optional<Answer> findAnswer(long userId, String key, String hash, long deadline) {
        var entry = find(userId, key, hash);
        return entry.isEmpty() || entry.get().answer() != null
                ? entry.map(IdempotencyKeys.Entry::answer)
                : bulkhead.aside(() -> awaitAnswer(userId, key, hash, deadline), RequestInProgressException::new);
    }

    private Optional<Answer> awaitAnswer(long userId, String key, String hash, long deadline) {
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
        if (entry.isPresent() && !entry.get().requestHash().equals(hash)) {
            throw new ProblemException(KEY_REUSED, "Use a new Idempotency-Key for another order.");
        }
        return entry;
    }
}
