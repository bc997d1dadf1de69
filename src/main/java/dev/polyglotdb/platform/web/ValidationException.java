package dev.polyglotdb.platform.web;

import java.util.List;
import java.util.Map;

/** The request is well-formed but has values that can't be accepted; each of them is named. */
public final class ValidationException extends ProblemException {

    private final List<FieldProblem> errors;

    public ValidationException(List<FieldProblem> errors) {
        super(
                ProblemType.VALIDATION,
                errors.size() == 1 ? "One value is invalid." : errors.size() + " values are invalid.",
                Map.of("errors", errors));
        this.errors = errors;
    }

    public ValidationException(FieldProblem error) {
        this(List.of(error));
    }

    /** All that is invalid. */
    public List<FieldProblem> errors() {
        return errors;
    }
}
