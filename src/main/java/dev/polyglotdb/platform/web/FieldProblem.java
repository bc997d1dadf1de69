package dev.polyglotdb.platform.web;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * One bad value of a request.
 *
 * @param pointer where it is, or would be: a JSON pointer in URI fragment form, which is percent-encoded here; a query parameter
 *     counts as a member
 * @param detail what is wrong with it, fit for the client
 */
public record FieldProblem(String pointer, String detail) {

    public FieldProblem {
        pointer = "#" + UriUtils.encodeFragment(pointer.substring(1), StandardCharsets.UTF_8);
    }

    /** A query parameter whose name may be any text. */
    static FieldProblem ofAnyName(String name, String detail) {
        return of(name.replace("~", "~0").replace("/", "~1"), detail);
    }

    /** A bad query parameter or header, or a member of the body's top level. */
    public static FieldProblem of(String name, String detail) {
        return new FieldProblem("#/" + name, detail);
    }
}
