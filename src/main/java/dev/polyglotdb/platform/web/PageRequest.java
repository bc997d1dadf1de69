package dev.polyglotdb.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for; a controller takes it as a parameter. One that can't be read says so when it is used, so that
 * {@link #with} can name what is wrong with other parameters beside.
 *
 * @param limit how many items at most, 1 to 100
 * @param cursor where to go on; null for the first page
 * @param problems with these
 */
public record PageRequest(int limit, @Nullable Cursor cursor, List<FieldProblem> problems) {

    /** The names of the query parameters. */
    public static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    public PageRequest(int limit, @Nullable Cursor cursor) {
        this(limit, cursor, List.of());
    }

    /**
     * Reads other parameters.
     *
     * @throws ValidationException naming all that is wrong with them and with these
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
        // Of a parameter that comes twice, its value is wrong for no other reason.
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
