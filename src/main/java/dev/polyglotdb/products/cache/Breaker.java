package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a store that one can do without. After a failure it is left alone for a while, so that its time-out is not paid by
 * every caller; then one tries it, and the others follow when that went well.
 */
final class Breaker {

    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    private static final long CLOSED = 0;

    private final long pause;

    /** When to try again, as {@link System#nanoTime()}. */
    private final AtomicLong retryAt = new AtomicLong(CLOSED);

    Breaker(Duration pause) {
        this.pause = pause.toNanos();
    }

    /** @return nothing if the store failed or is left alone */
    <T> Optional<T> ask(Supplier<T> question) {
        if (!allows()) {
            return Optional.empty();
        }
        try {
            var answer = question.get();
            if (retryAt.get() != CLOSED) {
                retryAt.set(CLOSED);
            }
            return Optional.of(answer);
        } catch (StoreUnavailableException failure) {
            // Once for each outage, though it is tried again and again.
            if (retryAt.getAndSet(later()) == CLOSED) {
                log.warn("Going on without it until it answers: {}", failure.toString());
            }
            return Optional.empty();
        }
    }

    /** @return whether it was done */
    boolean tell(Runnable step) {
        return ask(() -> {
                    step.run();
                    return true;
                })
                .isPresent();
    }

    private boolean allows() {
        var at = retryAt.get();
        return at == CLOSED || (System.nanoTime() - at >= 0 && retryAt.compareAndSet(at, later()));
    }

    private long later() {
        return (System.nanoTime() + pause) | 1;
    }
}
