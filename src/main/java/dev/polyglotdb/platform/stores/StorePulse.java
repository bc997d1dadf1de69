package dev.polyglotdb.platform.stores;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** When a store has answered a request last, and how many requests wait for it. Answers to its probe do not count. */
final class StorePulse {

    /**
     * A store that has answered nobody for so long is silent. It is many times the time of a usual answer, and much
     * less than what a request waits for one.
     */
    private static final Duration SILENCE = Duration.ofMillis(250);

    /** The number of calls at a time that make a crowd. Fewer are no overload. */
    private static final int CROWD = 4;

    private final AtomicInteger calls = new AtomicInteger();
    private volatile long lastAnswer = System.nanoTime() - SILENCE.toNanos();
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

    /**
     * Returns whether a call waited because of a crowd: there is one, and the store has answered others in the later
     * half of that time, or very lately.
     *
     * @param since the time by {@link System#nanoTime} when the wait began
     */
    boolean isCrowded(long since) {
        var now = System.nanoTime();
        return calls.get() >= CROWD && now - lastAnswer < Math.max((now - since) / 2, SILENCE.toNanos());
    }

    /** Returns the number of calls if none of them has had an answer for some time; otherwise 0. */
    int stalled() {
        var now = System.nanoTime();
        var silence = Math.min(now - lastAnswer, now - firstCall);
        return silence < SILENCE.toNanos() ? 0 : calls.get();
    }
}
