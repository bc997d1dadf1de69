package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with "equal jitter" (M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015). At
 * least half of the delay is fixed, so that an unavailable store is not called too often. The rest is random, so that
 * instances do not retry at the same time.
 */
record Backoff(Duration first, Duration max) {

    /**
     * Returns the delay after a failure.
     *
     * @param failures the number of consecutive failures, from 1
     */
    Duration after(int failures) {
        var doublings = Math.min(failures - 1, 30);
        var ceiling = Math.min(max.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }
}
