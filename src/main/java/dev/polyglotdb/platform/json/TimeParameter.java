package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.FieldProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads query parameters that are times, as RFC 3339 writes them. */
public final class TimeParameter {

    private TimeParameter() {}

    /**
     * Reads a bound of stored times, to the millisecond as they are.
     *
     * @param text null if the parameter is not given
     * @param problems gets a problem if the text is not such a time
     * @return null if the parameter is not given or not such a time
     */
    public static @Nullable Instant read(String name, @Nullable String text, List<FieldProblem> problems) {
        if (text == null) {
            return null;
        }
        try {
            return Rfc3339.parse(text);
        } catch (DateTimeException unreadable) {
            problems.add(FieldProblem.of(name, "must be an RFC 3339 time such as 2026-01-31T12:00:00.000Z"));
            return null;
        }
    }
}
