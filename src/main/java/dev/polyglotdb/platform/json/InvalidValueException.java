package dev.polyglotdb.platform.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Thrown by the application's own deserializers if a JSON value is invalid. Its message, unlike Jackson's, is written
 * for the client.
 */
public final class InvalidValueException extends MismatchedInputException {

    /**
     * @param parser where the value was read
     * @param detail what is wrong, written for the client, such as "must be a UUID"
     */
    public InvalidValueException(JsonParser parser, String detail) {
        super(parser, detail);
    }
}
