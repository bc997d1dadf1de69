package dev.polyglotdb.platform.stores;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** When a store has answered last, and how many calls wait for it. */
final class StorePulse {

    /** Many times the time of a usual answer. */
    private static final Duration SILENCE = Duration.ofMillis(250);

    private final AtomicInteger calls = new AtomicInteger();
    private volatile long lastAnswer = System.nanoTime();
    private volatile long firstCall = System.nanoTime();

    void come() {
        if (calls.getAndIncrement() == 0) {
            firstCall = System.nanoTime();
        }
    }

    void go() {
        calls.decrementAndGet();
    }

    void beat() {
        lastAnswer = System.nanoTime();
    }

    boolean hasAnsweredSince(long nanoTime) {
        return lastAnswer - nanoTime > 0;
    }

    /** Returns the number of calls if none of them has had an answer for some time; otherwise 0. */
    int stalled() {
        var now = System.nanoTime();
        var silence = Math.min(now - lastAnswer, now - firstCall);
        return silence < SILENCE.toNanos() ? 0 : calls.get();
    }
}
