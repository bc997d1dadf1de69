package dev.polyglotdb.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** What the application answers, as Spring MVC itself knows it: its own controllers and the actuator's endpoints. */
record ServedRoutes(List<Route> routes) {

    record Route(String method, PathPattern pattern) {

        /** Without the regular expressions of its variables. */
        String path() {
            return pattern.getPatternString().replaceAll("\\{(\\w+):.*?}(?=/|$)", "{$1}");
        }
    }

    static ServedRoutes of(Collection<RequestMappingInfoHandlerMapping> mappings) {
        var routes = new ArrayList<Route>();
        for (var mapping : mappings) {
            mapping.getHandlerMethods()
                    .keySet()
                    .forEach(info -> patterns(info)
                            .forEach(pattern -> info.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> routes.add(new Route(method.name(), pattern)))));
        }
        return new ServedRoutes(routes);
    }

    private static Set<PathPattern> patterns(RequestMappingInfo info) {
        return Objects.requireNonNull(info.getPathPatternsCondition()).getPatterns();
    }

    /** Such as {@code GET /users/{id}}. */
    Set<String> all() {
        return routes.stream().map(route -> route.method() + " " + route.path()).collect(Collectors.toSet());
    }

    Set<String> paths() {
        return routes.stream().map(Route::path).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The methods that are answered at a path; those that follow from others, HEAD and OPTIONS, aside. */
    Set<String> methods(String path) {
        var parsed = PathContainer.parsePath(path);
        return routes.stream()
                .filter(route -> route.pattern().matches(parsed))
                .map(Route::method)
                .filter(method ->
                        !method.equals(RequestMethod.HEAD.name()) && !method.equals(RequestMethod.OPTIONS.name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
