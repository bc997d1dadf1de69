package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between two looks for work that nobody announces. The pause doubles with each look in vain, so that
 * many idle instances ask the database little. Up to half of it is added at random, so that they do not ask together.
 */
public final class PollPause {

    private final Duration shortest;
    private final Duration longest;
    private Duration current;

    /**
     * @param shortest the pause after work was found, without what is added
     * @param longest the pause after many looks in vain, without what is added
     */
    public PollPause(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.current = shortest;
    }

    /** Returns the pause after a look. */
    public Duration after(boolean found) {
        var doubled = current.multipliedBy(2);
        var base = found ? shortest : doubled.compareTo(longest) < 0 ? doubled : longest;
        current = base;
        return base.plusMillis(ThreadLocalRandom.current().nextLong(base.toMillis() / 2 + 1));
    }
}
