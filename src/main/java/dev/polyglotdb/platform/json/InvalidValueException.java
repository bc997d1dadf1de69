package dev.polyglotdb.platform.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Thrown by the application's own deserializers if a JSON value is invalid. Its message, unlike Jackson's, is written
 * for the client.
 */
public final class InvalidValueException extends MismatchedInputException {

    public InvalidValueException(JsonParser parser, String detail) {
        super(parser, detail);
    }
}
