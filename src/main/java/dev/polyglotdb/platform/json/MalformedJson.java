package dev.polyglotdb.platform.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;

/** Describes where and why a text is not valid JSON, without Jackson's own messages. */
final class MalformedJson {

    private MalformedJson() {}

    static String detail(JacksonException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "is nested too deep, or has too long a name or number";
        }
        // Jackson has no exception type for duplicates. If its message changes, the more general text below is still
        // correct.
        if (failure.getOriginalMessage().startsWith("Duplicate") && failure.processor() instanceof JsonParser parser) {
            var pointer = parser.streamReadContext().pathAsPointer().toString();
            return "has #" + Unicode.wellFormed(pointer) + " twice";
        }
        var location = failure.getLocation();
        return location == null || location.getColumnNr() < 1
                ? "is not one JSON value"
                : "is not one JSON value, see column " + location.getColumnNr();
    }
}
