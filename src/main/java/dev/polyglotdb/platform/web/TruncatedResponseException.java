package dev.polyglotdb.platform.web;

import org.apache.coyote.CloseNowException;

/**
 * Thrown if a response fails after a part of it was sent. The connection is then closed, so that the client does not
 * mistake that part for a complete response.
 */
public final class TruncatedResponseException extends CloseNowException {

    private final Throwable reason;

    /** @param reason why the rest of the response cannot be sent */
    public TruncatedResponseException(Throwable reason) {
        // The reason is not passed as the cause. Spring would mistake a broken connection to a store for a disconnected
        // client and ignore the error.
        super("the response can't be completed");
        this.reason = reason;
    }

    Throwable reason() {
        return reason;
    }
}
