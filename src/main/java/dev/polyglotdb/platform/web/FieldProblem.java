package dev.polyglotdb.platform.web;

/**
 * An invalid value in a request.
 *
 * @param pointer the place of the value as a JSON pointer in URI fragment form; a query parameter counts as a
 *     member
 * @param detail the error, written for the client
 */
public record FieldProblem(String pointer, String detail) {

    /** Creates a problem for a query parameter, a header or a top-level member of the body. */
    public static FieldProblem of(String name, String detail) {
        return new FieldProblem("#/" + name, detail);
    }
}
