package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the actuator does not have, as {@link QueryParameters} does for the API. Its handler
 * methods do not tell what they read.
 */
final class EndpointParameters implements HandlerInterceptor {

    private static final String METRICS = "/prometheus";

    /** The parameters of metrics: the names of those that are to be told. */
    private static final Set<String> OF_METRICS = Set.of("includedNames");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS.name())) {
            var known = request.getRequestURI().endsWith(METRICS) ? OF_METRICS : Set.of();
            var problems = request.getParameterMap().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .map(FieldProblem::ofUnknownParameter)
                    .toList();
            if (!problems.isEmpty()) {
                throw new ValidationException(problems);
            }
        }
        return true;
    }
}
