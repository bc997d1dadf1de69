package dev.polyglotdb.platform.outbox;

import java.util.Set;

/**
 * A store that follows the orders. It is told again and again until it succeeds, by any instance, in any order, at times twice
 * at once; so applying must be idempotent and must not depend on the order of calls. Make it so by writing the order's present
 * state, never a change.
 */
public interface OutboxSink {

    /** The name that outbox rows carry; it must never change. */
    String name();

    /**
     * Brings the store in line with the present state of these orders. Returns when the store has acknowledged all of them.
     *
     * @throws RuntimeException if some could not be applied; all of them will be tried again
     */
    void apply(Set<Long> orderIds);
}
