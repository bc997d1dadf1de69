package dev.polyglotdb.web;

import org.apache.coyote.CloseNowException;

/**
 * What follows can't be sent, and a part of the response is on its way already: the connection is cut, so that the client doesn't take that
 * part for the whole.
 */
public final class TruncatedResponseException extends CloseNowException {

    public TruncatedResponseException(Throwable cause) {
        super(cause);
    }
}
