package dev.polyglotdb.platform.web;

import java.util.List;
import java.util.Map;

/** Thrown if a request is well-formed but contains invalid values. The exception lists all of them. */
public final class ValidationException extends ProblemException {

    private final List<FieldProblem> errors;

    /** @param errors all invalid values, at least one; the client gets them in this order */
    public ValidationException(List<FieldProblem> errors) {
        super(
                ProblemType.VALIDATION,
                errors.size() == 1 ? "One value is invalid." : errors.size() + " values are invalid.",
                Map.of("errors", errors));
        this.errors = errors;
    }

    /** @param error the only invalid value */
    public ValidationException(FieldProblem error) {
        this(List.of(error));
    }

    /** Returns all invalid values. */
    public List<FieldProblem> errors() {
        return errors;
    }
}
