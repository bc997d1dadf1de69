package dev.polyglotdb.platform.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A JSON value that one of our own readers refuses; unlike Jackson's messages, this one is written for the client. */
public final class InvalidValueException extends MismatchedInputException {

    public InvalidValueException(JsonParser parser, String detail) {
        super(parser, detail);
    }
}
