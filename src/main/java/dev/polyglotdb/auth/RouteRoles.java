package dev.polyglotdb.auth;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
 * The roles that each route requires, read from the controllers at startup. Every handler method must have
 * {@link PermitAll} or {@link RolesAllowed}, name its HTTP methods, and require the same roles as all others of its
 * route; otherwise the application does not start. A request that matches no handler needs no session, so every client
 * gets the same 404 or 405.
 */
class RouteRoles {

    private static final Set<String> ROLES = Set.of("USER", "ADMIN");

    /** @param roles any one of these is required; empty if anyone may call the route */
    private record Route(HttpMethod method, PathPattern pattern, Set<String> roles) {

        boolean matches(HttpMethod asked, PathContainer path) {
            var sameMethod = method.equals(asked) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
            return sameMethod && pattern.matches(path);
        }
    }

    /** What was found out about a request. If it is forwarded, it has another path. */
    private record Judged(String method, String uri, Set<String> roles) {

        boolean isOf(HttpServletRequest request) {
            return method.equals(request.getMethod()) && uri.equals(request.getRequestURI());
        }
    }

    private static final String JUDGED = Judged.class.getName();

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
        this.routes = routes(controllers, RouteRoles::rolesOf);
        refuseContradictions(routes);
        this.endpoints = SingletonSupplier.of(() -> endpoints
                .get()
                .flatMap(mapping -> routes(mapping, handler -> Set.of("ADMIN")).stream())
                .toList());
        this.openEndpoints = openEndpoints;
    }

    private static List<Route> routes(
            RequestMappingInfoHandlerMapping mapping, Function<HandlerMethod, Set<String>> rolesOf) {
        var found = new ArrayList<Route>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var roles = rolesOf.apply(handler);
            var methods = info.getMethodsCondition().getMethods();
            if (methods.isEmpty()) {
                throw new IllegalStateException(handler + " names no HTTP method");
            }
            for (var pattern : patterns(info)) {
                methods.stream()
                        .map(RequestMethod::asHttpMethod)
                        .forEach(method -> found.add(new Route(method, pattern, roles)));
            }
        });
        // Puts /users/me before /users/{id}, which is the order of Spring MVC.
        found.sort(Comparator.comparing(Route::pattern));
        return List.copyOf(found);
    }

    /** Routes differ by method and pattern only. Handlers that a media type tells apart must require the same roles. */
    private static void refuseContradictions(List<Route> routes) {
        for (var one : routes) {
            for (var other : routes) {
                var sameRoute =
                        one.method().equals(other.method()) && one.pattern().equals(other.pattern());
                if (sameRoute && !one.roles().equals(other.roles())) {
                    throw new IllegalStateException("%s %s allows %s and %s"
                            .formatted(one.method(), one.pattern(), one.roles(), other.roles()));
                }
            }
        }
    }

    /** Returns the roles of which this request requires one; empty if it requires none. */
    Set<String> requiredRoles(HttpServletRequest request) {
        if (request.getAttribute(JUDGED) instanceof Judged judged && judged.isOf(request)) {
            return judged.roles();
        }
        var roles = find(request);
        request.setAttribute(JUDGED, new Judged(request.getMethod(), request.getRequestURI(), roles));
        return roles;
    }

    private Set<String> find(HttpServletRequest request) {
        var method = HttpMethod.valueOf(request.getMethod());
        var path = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        for (var route : routes) {
            if (route.matches(method, path)) {
                return route.roles();
            }
        }
        var isEndpoint = endpoints.get().stream().anyMatch(route -> route.matches(method, path));
        return isEndpoint && !openEndpoints.matches(request) ? Set.of("ADMIN") : Set.of();
    }

    private static Iterable<PathPattern> patterns(RequestMappingInfo info) {
        return Objects.requireNonNull(info.getPathPatternsCondition(), "Spring MVC matches by PathPattern")
                .getPatterns();
    }

    private static Set<String> rolesOf(HandlerMethod handler) {
        var allowed = handler.getMethodAnnotation(RolesAllowed.class);
        if (allowed == null) {
            if (handler.hasMethodAnnotation(PermitAll.class)) {
                return Set.of();
            }
            throw new IllegalStateException(handler + " says neither @PermitAll nor @RolesAllowed");
        }
        var roles = Set.copyOf(Arrays.asList(allowed.value()));
        if (roles.isEmpty() || !ROLES.containsAll(roles)) {
            throw new IllegalStateException(handler + " allows " + roles + "; there are only " + ROLES);
        }
        return roles;
    }
}
