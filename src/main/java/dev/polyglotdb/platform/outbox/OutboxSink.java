package dev.polyglotdb.platform.outbox;

import java.util.Set;

/**
 * Brings a store in line with the subjects of entries. A sink has subjects of one kind, which it knows by their ids:
 * an order has a positive id, and anything else, such as an erasure, a negative one, so that no two kinds share an id.
 *
 * <p>A sink is called repeatedly until it succeeds, by any instance, in any order, sometimes by two instances at once.
 * So it must be idempotent and must not depend on the order of the calls. To achieve this, it must write the current
 * state of a subject, never a change.
 */
public interface OutboxSink {

    /** Returns the name of the sink in outbox entries. It must never change. */
    String name();

    /**
     * Brings the store in line with the current state of these subjects. Returns when the store has acknowledged all of
     * them.
     *
     * @throws UnfinishedException if some need further calls; only these are tried again
     * @throws RuntimeException if some subjects could not be applied; all of them are tried again
     */
    void apply(Set<Long> subjectIds);

    /**
     * Returns whether an entry of this sink may be given up, until somebody retries it, after too many failures or too
     * long without its store. A sink that must not forget, such as an erasure, returns false.
     */
    default boolean mayGiveUp() {
        return true;
    }
}
