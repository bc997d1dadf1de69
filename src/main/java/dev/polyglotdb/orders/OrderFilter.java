package dev.polyglotdb.orders;

import dev.polyglotdb.platform.json.TimeParameter;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Selects orders of a list; null selects all.
 *
 * @param from the earliest time they were placed at, inclusive
 * @param to the latest time, exclusive
 */
record OrderFilter(
        @Nullable OrderStatus status,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** The raw query parameters. */
    record Parameters(
            @Nullable String status,
            @Nullable String from,
            @Nullable String to) {

        /** @throws ValidationException that names each unreadable parameter */
        OrderFilter toFilter() {
            var problems = new ArrayList<FieldProblem>();
            var filter = new OrderFilter(
                    status(status, problems),
                    TimeParameter.read("from", from, problems),
                    TimeParameter.read("to", to, problems));
            if (!problems.isEmpty()) {
                throw new ValidationException(problems);
            }
            return filter;
        }

        private static @Nullable OrderStatus status(@Nullable String name, List<FieldProblem> problems) {
            var found = Arrays.stream(OrderStatus.values())
                    .filter(status -> status.name().equals(name))
                    .findFirst();
            if (name != null && found.isEmpty()) {
                var names = Arrays.stream(OrderStatus.values()).map(Enum::name).collect(Collectors.joining(", "));
                problems.add(FieldProblem.of("status", "must be one of " + names));
            }
            return found.orElse(null);
        }
    }
}
