package dev.polyglotdb.platform.web;

/**
 * One bad value of a request.
 *
 * @param pointer where it is, or would be: a JSON pointer in URI fragment form; a query parameter counts as a member
 * @param detail what is wrong with it, fit for the client
 */
public record FieldProblem(String pointer, String detail) {

    /** A bad query parameter or header, or a member of the body's top level. */
    public static FieldProblem of(String name, String detail) {
        return new FieldProblem("#/" + name, detail);
    }
}
