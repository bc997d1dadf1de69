package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.Rfc3339;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects the events of a timeline to return.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 */
record ActivityFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String type) {

    static final ActivityFilter ALL = new ActivityFilter(null, null, null);

    /** The raw query parameters. */
    record Parameters(
            @Nullable String from,
            @Nullable String to,
            @Nullable String type) {

        /** @throws ValidationException that names each unreadable parameter */
        ActivityFilter toFilter() {
            var problems = new ArrayList<FieldProblem>();
            var filter = new ActivityFilter(time("from", from, problems), time("to", to, problems), type);
            if (type != null && !type.matches(NewActivity.TYPE)) {
                problems.add(FieldProblem.of("type", NewActivity.TYPE_MESSAGE));
            }
            if (!problems.isEmpty()) {
                throw new ValidationException(problems);
            }
            return filter;
        }

        private static @Nullable Instant time(String name, @Nullable String text, List<FieldProblem> problems) {
            if (text == null) {
                return null;
            }
            try {
                return roundedUp(Rfc3339.parse(text));
            } catch (DateTimeException unreadable) {
                problems.add(FieldProblem.of(name, "must be an RFC 3339 time such as 2026-01-31T12:00:00.000Z"));
                return null;
            }
        }

        /**
         * Rounds up to the milliseconds that events have. Rounding up keeps the meaning of "at or after"
         * and of "before".
         */
        private static Instant roundedUp(Instant time) {
            var millis = time.truncatedTo(ChronoUnit.MILLIS);
            return millis.equals(time) ? time : millis.plusMillis(1);
        }
    }
}
