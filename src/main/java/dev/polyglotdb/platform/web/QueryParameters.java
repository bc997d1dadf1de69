package dev.polyglotdb.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the handler method does not have, and those that occur twice. A misspelt filter would
 * otherwise find everything. A method that takes all parameters as a map checks their names itself. A method that takes
 * a {@link PageRequest} gets the problems there, together with those of the other parameters.
 */
final class QueryParameters implements HandlerInterceptor {

    /** The names that each handler method has. */
    private static final Map<Method, Set<String>> NAMES = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getDispatcherType() == DispatcherType.REQUEST
                && !request.getMethod().equals(HttpMethod.OPTIONS.name())
                && !request.getParameterMap().isEmpty()
                && !takes(method.getMethod(), PageRequest.class)) {
            var problems = problems(request.getParameterMap(), method.getMethod());
            if (!problems.isEmpty()) {
                throw new ValidationException(problems);
            }
        }
        return true;
    }

    /** Finds unknown and repeated parameters. Those of a {@link PageRequest} are checked by its resolver. */
    static List<FieldProblem> problems(Map<String, String[]> parameters, Method handler) {
        if (parameters.isEmpty() || takes(handler, Map.class)) {
            return List.of();
        }
        var names = NAMES.computeIfAbsent(handler, QueryParameters::names);
        var problems = new ArrayList<FieldProblem>();
        parameters.forEach((name, values) -> {
            if (!names.contains(name)) {
                problems.add(FieldProblem.ofUnknownParameter(name));
            } else if (values.length > 1 && !PageRequest.PARAMETERS.contains(name)) {
                problems.add(FieldProblem.ofRepeatedParameter(name));
            }
        });
        return problems;
    }

    private static boolean takes(Method handler, Class<?> type) {
        return Arrays.stream(handler.getParameters())
                .anyMatch(parameter -> type.isAssignableFrom(parameter.getType())
                        && (type == PageRequest.class || parameter.isAnnotationPresent(RequestParam.class)));
    }

    private static Set<String> names(Method handler) {
        return Arrays.stream(handler.getParameters())
                .flatMap(QueryParameters::names)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether the components of the type are query parameters, as {@link RecordResolver} reads them. */
    static boolean isRecordOfThem(Parameter parameter) {
        return parameter.getAnnotations().length == 0 && parameter.getType().isRecord();
    }

    private static Stream<String> names(Parameter parameter) {
        var named = parameter.getAnnotation(RequestParam.class);
        if (named != null) {
            return Stream.of(named.name().isEmpty() ? parameter.getName() : named.name());
        }
        if (parameter.getType() == PageRequest.class) {
            return PageRequest.PARAMETERS.stream();
        }
        return isRecordOfThem(parameter)
                ? Arrays.stream(parameter.getType().getRecordComponents()).map(RecordComponent::getName)
                : Stream.empty();
    }
}
