package dev.polyglotdb.web;

/** Asks a store for a sign of life. Implemented once for each store, by the domain that has its connection. */
public interface StoreProbe {

    Store store();

    /**
     * Returns when the store has answered.
     *
     * @throws StoreUnavailableException if it does not answer in time
     */
    void probe();
}
