package dev.polyglotdb.platform.stores;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * How long a client waits, and what share of that each wait for a store may take. Whatever keeps a client waiting for
 * a store takes its limit from here; {@link StoreTimeoutDefaults} hands the shares to the drivers, and the response
 * time itself to the turns of requests. Work that no client waits for, such as applying an outbox entry, preparing a
 * schema or scanning everything, has limits of its own.
 *
 * @param responseTime within which every client has an answer, if only that a store is away. At least a second, since
 *     the JDBC driver counts in whole seconds and the pool takes no less than a quarter of one
 */
public record StoreTimeouts(Duration responseTime) {

    static final String SETTING = "polyglot.stores.response-time";
    private static final Duration DEFAULT = Duration.ofSeconds(2);
    private static final Duration LEAST = Duration.ofSeconds(1);

    public StoreTimeouts {
        Assert.isTrue(responseTime.compareTo(LEAST) >= 0, SETTING + " must be at least 1s");
    }

    /**
     * Reads the setting alone, and not as the only one of its group: {@code polyglot.stores} is a switch of its own,
     * which says where the run without installation takes its stores from.
     */
    static StoreTimeouts of(Environment environment) {
        return new StoreTimeouts(
                Binder.get(environment).bind(SETTING, Duration.class).orElse(DEFAULT));
    }

    /**
     * Returns the time for all stores that a request uses together: the rest is for the request and its answer to
     * travel.
     */
    public Duration allStores() {
        return share(9, 10);
    }

    /**
     * Returns the time for all calls of one store, with their retries: so that something is left to answer from another
     * one.
     */
    public Duration oneStore() {
        return share(3, 4);
    }

    /**
     * Returns the time for a connection, made anew or taken from a pool: half, because without one nothing has been
     * asked yet.
     */
    Duration connection() {
        return share(1, 2);
    }

    /**
     * Returns the time for a single command, which takes a millisecond as a rule: a store that needs so long will not
     * answer at all.
     */
    public Duration roundTrip() {
        return share(1, 2);
    }

    /**
     * Returns the time in which a transaction that failed in passing is repeated: an attempt that begins later would
     * not end in time.
     */
    Duration retries() {
        return share(1, 2);
    }

    /** Returns the time for one's turn at a store: so long that a burst on a store that answers is not turned away. */
    Duration queue() {
        return share(1, 4);
    }

    /**
     * Returns the time for one's turn to have a password hashed: so long that the stores can still be asked before and
     * after it.
     */
    public Duration passwordQueue() {
        return share(3, 8);
    }

    /**
     * Returns the time for memory to receive and parse one's body, with the wait for one's turn; the rest is for the
     * service itself. As long as a turn may take by default.
     */
    public Duration bodyQueue() {
        return share(3, 5);
    }

    /**
     * Returns the time for asking whether an idle connection still lives: so short that there is time for another one.
     */
    Duration validation() {
        return share(1, 8);
    }

    /**
     * Returns the time for a statement on the server: what nobody waits for any more shall not take effect later, or
     * hold its locks until then. Longer than {@link #allStores()}, so that a client who gives up does so by its own
     * clock.
     */
    Duration statement() {
        return share(19, 20);
    }

    /**
     * Returns the time after which a server may take it that a client in the middle of a transaction is gone: longer
     * than any request, and than a pause of its machine.
     */
    Duration abandoned() {
        return responseTime.multipliedBy(10);
    }

    /** Returns the least time with which another call can succeed. */
    Duration useful() {
        return share(1, 20);
    }

    /**
     * Calculates in nanoseconds, because it is asked for in every request, and Duration's own arithmetic goes through
     * decimals of any size.
     */
    private Duration share(int parts, int of) {
        return Duration.ofNanos(responseTime.toNanos() * parts / of);
    }
}
