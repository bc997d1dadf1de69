package dev.polyglotdb.platform.web;

import org.apache.coyote.CloseNowException;

/**
 * What follows can't be sent, and a part of the response is on its way already: the connection is cut, so that the client doesn't take that
 * part for the whole.
 */
public final class TruncatedResponseException extends CloseNowException {

    private final Throwable reason;

    /** @param reason why it can't be sent */
    public TruncatedResponseException(Throwable reason) {
        // Not as the cause: a store that broke its connection would look to Spring as if the client had, and that is
        // none of its errors.
        super("the response can't be completed");
        this.reason = reason;
    }

    Throwable reason() {
        return reason;
    }
}
