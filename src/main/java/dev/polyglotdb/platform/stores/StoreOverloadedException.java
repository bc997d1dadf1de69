package dev.polyglotdb.platform.stores;

/**
 * Thrown if a store works but has more to do than it can do in time. The client gets a 503 that says so. For this
 * request the store is as good as unavailable; so whoever can do without it does so in both cases.
 */
public class StoreOverloadedException extends StoreUnavailableException {

    public StoreOverloadedException(NamedStore store, Throwable cause) {
        super(store, cause);
    }
}
