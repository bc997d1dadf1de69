package dev.polyglotdb.platform.stores;

/** Thrown if a store did not do what it was asked to do and nothing is wrong with the request. */
public abstract class StoreException extends RuntimeException {

    private final NamedStore namedStore;

    StoreException(NamedStore store, String message, Throwable cause) {
        super(message, cause);
        this.namedStore = store;
    }

    /** Returns the store that failed. */
    public NamedStore store() {
        return namedStore;
    }
}
