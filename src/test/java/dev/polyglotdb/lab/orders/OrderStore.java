package dev.polyglotdb.lab.orders;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Orders with their stock and their money in one store, as many clients at once use it. */
interface OrderStore {

    /** How long an engine may take until it answers again. */
    Duration PATIENCE = Duration.ofMinutes(2);

    /** Removes everything, and puts this on the shelves. Connects if it is not connected. */
    void prepare(SortedMap<String, Integer> stock) throws Exception;

    /**
     * Places an order: the order, its stock and its payment.
     *
     * @return false if there is not enough; then nothing stays
     * @throws Exception if it cannot be told whether the order was placed
     */
    boolean place(Checkout checkout) throws Exception;

    /** Ends all calls under way after the engine was killed. */
    default void disconnect() {}

    /** Returns when the driver can reach the engine again. */
    void reconnect() throws Exception;

    /** Completes or takes back what a crash left half done. Nobody may order meanwhile. */
    default void repair() throws Exception {}

    Books books() throws Exception;

    /** Returns the bytes that all of it takes, on disk or, for a store in memory, there; empty if it is not told. */
    default OptionalLong bytes() throws Exception {
        return OptionalLong.empty();
    }

    /** Removes everything for good. */
    void drop() throws Exception;
}
