package dev.polyglotdb.platform.stores;

/** Thrown if a store did not do what it was asked to do and nothing is wrong with the request. */
public abstract class StoreException extends RuntimeException {

    static final String ADVICE = "Try again later.";

    private final NamedStore namedStore;
    private final String advice;

    StoreException(NamedStore store, String message, Throwable cause, String advice) {
        super(message, cause);
        this.namedStore = store;
        this.advice = advice;
    }

    /** Returns the store that failed. */
    public NamedStore store() {
        return namedStore;
    }

    /** Returns what the client should know and do, in whole sentences. */
    public String advice() {
        return advice;
    }

    /** Returns the same failure with other advice for the client. */
    public abstract StoreException advising(String other);
}
