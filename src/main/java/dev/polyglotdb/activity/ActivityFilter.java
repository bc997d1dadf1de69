package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.TimeParameter;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.time.Instant;
import java.util.ArrayList;
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

    /** The raw query parameters. */
    record Parameters(
            @Nullable String from,
            @Nullable String to,
            @Nullable String type) {

        /** @throws ValidationException that names each unreadable parameter */
        ActivityFilter toFilter() {
            var problems = new ArrayList<FieldProblem>();
            var filter = new ActivityFilter(
                    TimeParameter.read("from", from, problems), TimeParameter.read("to", to, problems), type);
            if (type != null && !type.matches(NewActivity.TYPE)) {
                problems.add(FieldProblem.of("type", NewActivity.TYPE_MESSAGE));
            }
            if (!problems.isEmpty()) {
                throw new ValidationException(problems);
            }
            return filter;
        }
    }
}
