package dev.polyglotdb.platform.web;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * An invalid value in a request.
 *
 * @param pointer the place of the value as a JSON pointer in URI fragment form, which is percent-encoded here; a query
 *     parameter counts as a member
 * @param detail the error, written for the client
 */
public record FieldProblem(String pointer, String detail) {

    public FieldProblem {
        pointer = "#" + UriUtils.encodeFragment(pointer.substring(1), StandardCharsets.UTF_8);
    }

    /** Creates a problem for a query parameter that there is not. */
    public static FieldProblem ofUnknownParameter(String name) {
        return ofParameter(name, "is not a known query parameter");
    }

    /** Creates a problem for a query parameter that there is more than once. */
    public static FieldProblem ofRepeatedParameter(String name) {
        return ofParameter(name, "must be given once");
    }

    /** Creates a problem for a query parameter whose name may be any text. */
    public static FieldProblem ofParameter(String name, String detail) {
        return of(escape(name), detail);
    }

    /** Returns a name as it stands in a JSON pointer (RFC 6901). */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Creates a problem for a query parameter, a header or a top-level member of the body. */
    public static FieldProblem of(String name, String detail) {
        return new FieldProblem("#/" + name, detail);
    }
}
