package dev.polyglotdb.platform.stores;

/** Thrown if a store could not be reached or did not answer in time. The client gets a 503 that names it. */
public class StoreUnavailableException extends StoreException {

    private static final String ADVICE = "Try again later.";

    private final String advice;

    public StoreUnavailableException(NamedStore store, Throwable cause) {
        this(store, cause, ADVICE);
    }

    /** @param advice what the client should know and do, in whole sentences */
    public StoreUnavailableException(NamedStore store, Throwable cause, String advice) {
        super(store, store.displayName() + " is unavailable", cause);
        this.advice = advice;
    }

    /** Returns the advice for the client. */
    public String advice() {
        return advice;
    }
}
