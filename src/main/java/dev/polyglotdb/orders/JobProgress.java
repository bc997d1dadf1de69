package dev.polyglotdb.orders;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The progress of a job in one part of its work on a follower. The work is done in steps. After any of them it may stop
 * and go on later, on another instance.
 */
public interface JobProgress {

    /**
     * Returns the state after the last step that was stored, or nothing at the beginning. Steps after that one may have
     * been done as well, and are repeated.
     */
    <T> Optional<T> saved(Class<T> type);

    /**
     * Returns the size of the next step. It is less than the maximum while requests are served, so that a step holds up
     * no request for long.
     *
     * @param most the maximum number of whatever a step goes through
     */
    int stepSize(int most);

    /** Returns whether nobody else needs the machine, so that the next step may be prepared during this one. */
    boolean isAlone();

    /**
     * Ends a step. Returns after a rest if requests are served meanwhile. Throws an exception, which must be passed on,
     * if the work must stop.
     *
     * @param orders the number of orders that were gone through in this step
     */
    void passed(long orders);

    /**
     * Ends a step as {@link #passed(long)} does.
     *
     * @param state returns what a later attempt needs to go on from here; it is stored as JSON, not after every step
     */
    void passed(long orders, Supplier<?> state);
}
