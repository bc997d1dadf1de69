package dev.polyglotdb.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requested page of a list, as a controller parameter. Invalid parameters are reported only when the page is used,
 * so that {@link #with} can report problems of other parameters in the same response.
 *
 * @param limit the maximum number of items, 1 to 100
 * @param cursor the position to continue from; null for the first page
 * @param problems the problems of these parameters
 */
public record PageRequest(int limit, @Nullable Cursor cursor, List<FieldProblem> problems) {

    /** The names of the query parameters. */
    public static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    /**
     * Parses other parameters.
     *
     * @throws ValidationException with all problems of the other parameters and of these
     */
    public <T> T with(Supplier<T> others) {
        var all = new ArrayList<FieldProblem>();
        try {
            var read = others.get();
            mustBeReadable();
            return read;
        } catch (ValidationException invalid) {
            all.addAll(invalid.errors());
        }
        // A repeated parameter is named once, whatever its values are.
        var pointers = problems.stream().map(FieldProblem::pointer).toList();
        all.removeIf(problem -> pointers.contains(problem.pointer()));
        all.addAll(problems);
        throw new ValidationException(all);
    }

    @Override
    public int limit() {
        mustBeReadable();
        return limit;
    }

    /** Returns how many items to look for: if there is one more than the page may have, then there is a next page. */
    public int oneMoreThanLimit() {
        return limit() + 1;
    }

    @Override
    public @Nullable Cursor cursor() {
        mustBeReadable();
        return cursor;
    }

    private void mustBeReadable() {
        if (!problems.isEmpty()) {
            throw new ValidationException(problems);
        }
    }
}
