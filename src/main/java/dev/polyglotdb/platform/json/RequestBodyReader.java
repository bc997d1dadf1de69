package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import jakarta.validation.Validator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses a request body into its type and validates it. If a value has the wrong type, the body is parsed again without
 * that value, until all such values are known. So one response reports all problems, both wrong types and violated
 * constraints. Of a body with too many wrong values nothing more is told, because the rest can't be read.
 */
@Component
public class RequestBodyReader {

    /** Limits the work that a hostile body can cause, because the body is parsed once more for each bad value. */
    private static final int MAX_MISFITS = 256;

    private final JsonMapper mapper;
    private final Validator validator;

    RequestBodyReader(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * @throws JacksonException if the text is not JSON
     * @throws ValidationException if the JSON does not fit the type
     */
    @Nullable
    Object read(String json, JavaType type) {
        try {
            return readStrictly(json, type);
        } catch (NumberFormatException outOfRange) {
            // Jackson does not convert this exception if an exponent exceeds the range of BigDecimal.
            throw new StreamConstraintsException(outOfRange.getMessage());
        }
    }

    private @Nullable Object readStrictly(String json, JavaType type) {
        Object body;
        try {
            body = mapper.readerFor(type).readValue(json);
        } catch (DatabindException misfit) {
            var problems = new LinkedHashMap<String, FieldProblem>();
            addProblems(problems, mapper.readTree(json), type, misfit);
            throw new ValidationException(List.copyOf(problems.values()));
        }
        var problems = body == null ? List.<FieldProblem>of() : FieldProblems.of(validator.validate(body));
        if (!problems.isEmpty()) {
            throw new ValidationException(problems);
        }
        return body;
    }

    /**
     * Parses a tree that was derived from a body, by the same rules as the body itself.
     *
     * @param known problems that were found already; they come first in the response
     * @throws ValidationException if there are known problems, or the tree does not fit the type
     */
    public <T> T read(JsonNode json, Class<T> type, List<FieldProblem> known) {
        var problems = new LinkedHashMap<String, FieldProblem>();
        known.forEach(problem -> problems.put(problem.pointer(), problem));
        var target = mapper.constructType(type);
        try {
            T body = mapper.readerFor(target).readValue(json);
            if (body == null) {
                problems.put("#", new FieldProblem("#", "must not be null"));
            }
            addViolations(problems, body);
            if (problems.isEmpty()) {
                return body;
            }
        } catch (DatabindException misfit) {
            addProblems(problems, json.deepCopy(), target, misfit);
        }
        throw new ValidationException(List.copyOf(problems.values()));
    }

    private void addProblems(
            Map<String, FieldProblem> problems, JsonNode tree, JavaType type, DatabindException first) {
        var found = new HashSet<String>();
        var unread = tree.deepCopy();
        var misfit = first;
        for (var round = 0; round < MAX_MISFITS; round++) {
            var problem = FieldProblems.of(misfit);
            problems.putIfAbsent(problem.pointer(), problem);
            addUnknown(problems, tree, misfit);
            if (!found.add(problem.pointer()) || !remove(tree, misfit)) {
                return;
            }
            remove(unread, misfit);
            forgetWhatWasRead(unread, misfit);
            try {
                mapper.readerFor(type).readValue(unread);
                addViolations(problems, mapper.readerFor(type).readValue(tree));
                return;
            } catch (DatabindException next) {
                misfit = next;
            }
        }
    }

    /** Adds the other unknown fields of the object. A round for each of them would read all else again and again. */
    private static void addUnknown(Map<String, FieldProblem> problems, JsonNode tree, DatabindException misfit) {
        if (misfit instanceof UnrecognizedPropertyException first) {
            var object =
                    JsonPointer.compile(FieldProblems.pointer(misfit.getPath())).head();
            if (tree.at(object) instanceof ObjectNode node) {
                UnknownFields.of(node, first).stream()
                        .map(name -> FieldProblems.unknown(object.toString(), name))
                        .filter(problem -> !problems.containsKey(problem.pointer()))
                        .limit(Math.max(0, MAX_MISFITS - problems.size()))
                        .forEach(problem -> problems.putIfAbsent(problem.pointer(), problem));
            }
        }
    }

    private void addViolations(Map<String, FieldProblem> problems, @Nullable Object body) {
        if (body != null) {
            FieldProblems.of(validator.validate(body))
                    .forEach(problem -> problems.putIfAbsent(problem.pointer(), problem));
        }
    }

    /**
     * Removes the array elements before the bad value. They were already parsed. Without them, all rounds together take
     * little longer than a single one.
     */
    private static void forgetWhatWasRead(JsonNode tree, DatabindException misfit) {
        var node = tree;
        for (var step : misfit.getPath()) {
            if (step.getPropertyName() != null) {
                node = node.path(step.getPropertyName());
            } else if (node instanceof ArrayNode array) {
                for (var read = 0; read < step.getIndex(); read++) {
                    array.setNull(read);
                }
                node = array.path(step.getIndex());
            }
        }
    }

    /**
     * Removes the bad value, or all unknown fields of an object. In an array it is replaced with null, so that the
     * other elements keep their index.
     */
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
            if (misfit instanceof UnrecognizedPropertyException first) {
                object.remove(UnknownFields.of(object, first));
            } else {
                object.putNull(pointer.last().getMatchingProperty());
            }
            return true;
        }
        return false;
    }
}
