package dev.polyglotdb.web;

import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a request body into its type and validates it. A body that doesn't fit is read again, without the values found bad so far, until all of
 * them are known; so the client learns every bad field at once, those of a wrong type and those that break a constraint alike.
 */
@Component
class RequestBodyReader {

    /** Bounds the work that a hostile body can ask for: each bad value costs one more reading. */
    private static final int MAX_PROBLEMS = 50;

    private final JsonMapper mapper;
    private final Validator validator;

    RequestBodyReader(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * @throws JacksonException if the bytes are not JSON
     * @throws ValidationException if they are, but don't fit the type
     */
    @Nullable
    Object read(byte[] json, JavaType type) {
        Object body;
        try {
            body = mapper.readerFor(type).readValue(json);
        } catch (DatabindException misfit) {
            throw new ValidationException(
                    List.copyOf(problemsOf(json, type, misfit).values()));
        }
        var problems = body == null ? List.<FieldProblem>of() : FieldProblems.of(validator.validate(body));
        if (!problems.isEmpty()) {
            throw new ValidationException(problems);
        }
        return body;
    }

    private Map<String, FieldProblem> problemsOf(byte[] json, JavaType type, DatabindException first) {
        var tree = mapper.readTree(json);
        var problems = new LinkedHashMap<String, FieldProblem>();
        var misfit = first;
        while (problems.size() < MAX_PROBLEMS) {
            var problem = FieldProblems.of(misfit);
            if (problems.putIfAbsent(problem.pointer(), problem) != null || !remove(tree, misfit)) {
                return problems;
            }
            try {
                addViolations(problems, mapper.readerFor(type).readValue(tree));
                return problems;
            } catch (DatabindException next) {
                misfit = next;
            }
        }
        return problems;
    }

    private void addViolations(Map<String, FieldProblem> problems, @Nullable Object body) {
        if (body != null) {
            FieldProblems.of(validator.validate(body))
                    .forEach(problem -> problems.putIfAbsent(problem.pointer(), problem));
        }
    }

    /** Takes the bad value out; in an array a null stays in its place, because the others must keep their index. */
    private static boolean remove(JsonNode tree, DatabindException misfit) {
        var pointer = JsonPointer.compile(FieldProblems.pointer(misfit.getPath()));
        if (pointer.matches()) {
            return false;
        }
        var parent = tree.at(pointer.head());
        if (parent instanceof ArrayNode array) {
            array.setNull(pointer.last().getMatchingIndex());
            return true;
        }
        if (parent instanceof ObjectNode object) {
            var name = pointer.last().getMatchingProperty();
            if (misfit instanceof UnrecognizedPropertyException) {
                object.remove(name);
            } else {
                object.putNull(name);
            }
            return true;
        }
        return false;
    }
}
