package dev.polyglotdb.auth;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The role that each route requires, read from the controllers at startup. Every handler method must have
 * {@link PermitAll} or {@link RolesAllowed}; otherwise the application does not start. A request that matches no
 * handler needs no session, so every client gets the same 404 or 405.
 */
class RouteRoles {

    /** @param role the required role; null if anyone may call the route */
    private record Route(
            HttpMethod method,
            PathPattern pattern,
            @Nullable String role) {

        boolean matches(HttpMethod asked, PathContainer path) {
            var sameMethod = method.equals(asked) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
            return sameMethod && pattern.matches(path);
        }
    }

    private final List<Route> routes;
    private final Supplier<List<Route>> endpoints;
    private final RequestMatcher openEndpoints;

    /**
     * Reads the routes of the controllers.
     *
     * @param endpoints the actuator's mappings; they are created late, so they are read on the first request
     * @param openEndpoints the endpoints that anyone may call; all others require an administrator
     */
    RouteRoles(
            RequestMappingInfoHandlerMapping controllers,
            Supplier<? extends Stream<? extends RequestMappingInfoHandlerMapping>> endpoints,
            RequestMatcher openEndpoints) {
        this.routes = routes(controllers, RouteRoles::roleOf);
        this.endpoints = SingletonSupplier.of(() -> endpoints
                .get()
                .flatMap(mapping -> routes(mapping, handler -> "ADMIN").stream())
                .toList());
        this.openEndpoints = openEndpoints;
    }

    private static List<Route> routes(
            RequestMappingInfoHandlerMapping mapping, Function<HandlerMethod, @Nullable String> roleOf) {
        var found = new ArrayList<Route>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var role = roleOf.apply(handler);
            for (var pattern : patterns(info)) {
                info.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::asHttpMethod)
                        .forEach(method -> found.add(new Route(method, pattern, role)));
            }
        });
        // Puts /users/me before /users/{id}, which is the order of Spring MVC.
        found.sort(Comparator.comparing(Route::pattern));
        return List.copyOf(found);
    }

    /** Returns the role that this request requires; empty if it requires none. */
    Optional<String> requiredRole(HttpServletRequest request) {
        var method = HttpMethod.valueOf(request.getMethod());
        var path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        for (var route : routes) {
            if (route.matches(method, path)) {
                return Optional.ofNullable(route.role());
            }
        }
        var isEndpoint = endpoints.get().stream().anyMatch(route -> route.matches(method, path));
        return isEndpoint && !openEndpoints.matches(request) ? Optional.of("ADMIN") : Optional.empty();
    }

    private static Iterable<PathPattern> patterns(RequestMappingInfo info) {
        return Objects.requireNonNull(info.getPathPatternsCondition(), "Spring MVC matches by PathPattern")
                .getPatterns();
    }

    private static @Nullable String roleOf(HandlerMethod handler) {
        var allowed = handler.getMethodAnnotation(RolesAllowed.class);
        if (allowed != null) {
            return allowed.value()[0];
        }
        if (handler.hasMethodAnnotation(PermitAll.class)) {
            return null;
        }
        throw new IllegalStateException(handler + " has neither @PermitAll nor @RolesAllowed");
    }
}
