package dev.polyglotdb.platform.stores;

/** Thrown if a store could not be reached or did not answer in time. The client gets a 503 that names it. */
public class StoreUnavailableException extends StoreException {

    /** @param cause for the log; the client never sees it */
    public StoreUnavailableException(NamedStore store, Throwable cause) {
        this(store, cause, ADVICE);
    }

    private StoreUnavailableException(NamedStore store, Throwable cause, String advice) {
        super(store, store.displayName() + " is unavailable", cause, advice);
    }

    @Override
    public StoreUnavailableException advising(String other) {
        return new StoreUnavailableException(store(), this, other);
    }
}
