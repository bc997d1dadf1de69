package dev.polyglotdb.console;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows whose steps a client has seen, as the id of an event tells them. A single number would not do: rows get
 * their numbers before they are committed, so a smaller one may come to light after a larger one.
 */
final class SeenRows {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}(-[0-9]{1,18}){0,63}");

    private final Set<Long> rows = new TreeSet<>();

    /**
     * Reads the id of an event.
     *
     * @param eventId null if nothing was seen
     * @return empty if this is no such id
     */
    static Optional<SeenRows> read(@Nullable String eventId) {
        var seen = new SeenRows();
        if (eventId != null) {
            if (!FORM.matcher(eventId).matches()) {
                return Optional.empty();
            }
            Arrays.stream(eventId.split("-")).map(Long::valueOf).forEach(seen.rows::add);
        }
        return Optional.of(seen);
    }

    /** Adds a row. */
    void add(long row) {
        rows.add(row);
    }

    boolean has(long row) {
        return rows.contains(row);
    }

    /** Returns the id of an event after which these are seen. */
    @Override
    public String toString() {
        return rows.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
