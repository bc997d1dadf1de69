package dev.polyglotdb.orders;

import java.util.Set;

/**
 * A store that follows the orders, to be compared with them and rebuilt from them while the system serves. All steps of a
 * rebuilding are idempotent; a job that is taken over begins with the first step again.
 */
interface Projection {

    ProjectionTarget target();

    /** How many orders are best restored at once. */
    int batch();

    /**
     * Removes what no order accounts for.
     *
     * @param alive to be called after each piece of the work; ends it by throwing when it must not go on
     */
    void prune(Runnable alive);

    /**
     * Reads the present state of some orders.
     *
     * @return brings the store in line with it, whatever it has of these orders; may be run later, when their state is another
     */
    Runnable restoring(Set<Long> orderIds);

    /** Mends what does not belong to a single order. */
    void finish(Runnable alive);

    Comparison compare();
}
