package dev.polyglotdb.platform.stores;

/** Thrown if a store works but has more to do than it can do in time. The client gets a 503 that says so. */
public class StoreOverloadedException extends RuntimeException {

    private final NamedStore namedStore;

    public StoreOverloadedException(NamedStore store, Throwable cause) {
        super(store.displayName() + " is overloaded", cause);
        this.namedStore = store;
    }

    /** Returns the store that has too much to do. */
    public NamedStore store() {
        return namedStore;
    }
}
