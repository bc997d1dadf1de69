package dev.polyglotdb.platform.stores;

/**
 * Thrown if a store works but has more to do than it can do in time, or if others changed the same data again and
 * again. The client gets a 503 that says so.
 */
public class StoreOverloadedException extends StoreException {

    /** @param cause for the log; the client never sees it */
    public StoreOverloadedException(NamedStore store, Throwable cause) {
        this(store, cause, ADVICE);
    }

    private StoreOverloadedException(NamedStore store, Throwable cause, String advice) {
        super(store, store.displayName() + " is overloaded", cause, advice);
    }

    @Override
    public StoreOverloadedException advising(String other) {
        return new StoreOverloadedException(store(), this, other);
    }
}
