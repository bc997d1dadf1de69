package dev.polyglotdb.platform.web;

import org.jspecify.annotations.Nullable;

/** Parses the {@code limit} parameter of a list. */
public final class Limits {

    private Limits() {}

    /** @throws ValidationException if the text is not an integer from 1 to {@code max} */
    public static int parse(@Nullable String text, int defaultLimit, int max) {
        if (text == null) {
            return defaultLimit;
        }
        if (text.matches("[0-9]{1,4}")) {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        }
        throw new ValidationException(FieldProblem.of("limit", "must be a whole number from 1 to " + max));
    }
}
