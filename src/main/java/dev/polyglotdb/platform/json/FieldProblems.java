package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.FieldProblem;
import jakarta.validation.ConstraintViolation;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Converts errors of Jackson and Bean Validation to {@link FieldProblem}s, without naming Java classes. */
final class FieldProblems {

    private static final String UNKNOWN = "is not a known field";

    private static final Map<Class<?>, String> EXPECTATIONS = Map.of(
            String.class, "must be a string",
            Boolean.class, "must be true or false",
            BigDecimal.class, "must be a number",
            UUID.class, "must be a UUID",
            List.class, "must be an array");

    private FieldProblems() {}

    /** Converts violations to problems, one for each place, sorted by pointer. */
    static List<FieldProblem> of(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> of(violation))
                .sorted(Comparator.comparing(FieldProblem::pointer).thenComparing(FieldProblem::detail))
                .collect(Collectors.toMap(
                        FieldProblem::pointer, Function.identity(), (first, second) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static FieldProblem of(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return new FieldProblem(pointer(violation.getRootBean(), path), violation.getMessage());
    }

    /** Converts a property path such as {@code items[0].quantity} to {@code #/items/0/quantity}. */
    private static String pointer(Object root, String path) {
        var inJson = root instanceof JsonShaped shaped ? shaped.jsonPath(path) : path;
        var pointer = inJson.replaceAll("\\.<[^>]*>", "")
                .replace('[', '.')
                .replace("]", "")
                .replace('.', '/');
        return pointer.isEmpty() ? "#" : pointer.startsWith("/") ? "#" + pointer : "#/" + pointer;
    }

    static FieldProblem of(JacksonException failure) {
        return new FieldProblem("#" + Unicode.wellFormed(pointer(failure.getPath())), detail(failure));
    }

    /**
     * Returns the problem of a field that the type of its object does not have.
     *
     * @param object the JSON pointer of the object
     */
    static FieldProblem unknown(String object, String name) {
        return new FieldProblem("#" + Unicode.wellFormed(object + "/" + FieldProblem.escape(name)), UNKNOWN);
    }

    /** Converts a path of Jackson to a JSON pointer (RFC 6901). */
    static String pointer(List<JacksonException.Reference> path) {
        return path.stream()
                .map(step -> step.getPropertyName() == null
                        ? String.valueOf(step.getIndex())
                        : FieldProblem.escape(step.getPropertyName()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    private static String detail(JacksonException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return UNKNOWN;
        }
        if (failure instanceof InvalidValueException) {
            return failure.getOriginalMessage();
        }
        if (!(failure instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
            return "has a value that can't be read";
        }
        var type = mismatch.getTargetType();
        if (type.isEnum()) {
            return "must be one of " + Arrays.toString(type.getEnumConstants());
        }
        return EXPECTATIONS.getOrDefault(
                type, Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object");
    }
}
