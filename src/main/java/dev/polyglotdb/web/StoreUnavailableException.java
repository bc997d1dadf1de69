package dev.polyglotdb.web;

/** A store could not be reached or did not answer in time; the client gets 503 naming it. */
public class StoreUnavailableException extends RuntimeException {

    private final Store store;

    public StoreUnavailableException(Store store, Throwable cause) {
        super(store + " is unavailable", cause);
        this.store = store;
    }

    /** The store that failed. */
    public Store store() {
        return store;
    }
}
