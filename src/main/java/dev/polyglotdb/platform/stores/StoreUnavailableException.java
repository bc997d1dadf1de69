package dev.polyglotdb.platform.stores;

/** A store could not be reached or did not answer in time; the client gets 503 naming it. */
public class StoreUnavailableException extends RuntimeException {

    private static final String ADVICE = "Try again later.";

    private final Store store;
    private final String advice;

    public StoreUnavailableException(Store store, Throwable cause) {
        this(store, cause, ADVICE);
    }

    /** @param advice what the client is to do, and has to know for that, in whole sentences */
    public StoreUnavailableException(Store store, Throwable cause, String advice) {
        super(store + " is unavailable", cause);
        this.store = store;
        this.advice = advice;
    }

    /** The store that failed. */
    public Store store() {
        return store;
    }

    /** What the client is told to do. */
    public String advice() {
        return advice;
    }
}
