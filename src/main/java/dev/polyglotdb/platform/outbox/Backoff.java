package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with "equal jitter" (M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015): at least
 * half of the delay, so that a dead store is not hammered; the rest random, so that instances don't return together.
 */
record Backoff(Duration first, Duration max) {

    /** @param failures how many there were in a row, from 1 */
    Duration after(int failures) {
        var doublings = Math.min(failures - 1, 30);
        var ceiling = Math.min(max.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }
}
