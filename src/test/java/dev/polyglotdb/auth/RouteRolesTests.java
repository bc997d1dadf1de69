package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

@Tag("fast")
class RouteRolesTests {

    private final RouteRoles routes = new RouteRoles(
            mapping(
                    "GET /products open",
                    "POST /products admin",
                    "GET /users/me user",
                    "GET /users/{id} admin",
                    "GET /products/{id} open",
                    "POST /products/import admin"),
            () -> Stream.of(mapping("GET /actuator/health undecided", "GET /actuator/prometheus undecided")),
            request -> request.getRequestURI().equals("/actuator/health"));

    @PermitAll
    void open() {}

    @RolesAllowed("USER")
    void user() {}

    @RolesAllowed("ADMIN")
    void admin() {}

    @RolesAllowed({"USER", "ADMIN"})
    void both() {}

    @RolesAllowed({"USER", "EDITOR"})
    void unknown() {}

    @RolesAllowed({})
    void nobody() {}

    void undecided() {}

    @ParameterizedTest
    @CsvSource({
        "GET, /products,",
        "HEAD, /products,",
        "POST, /products, ADMIN",
        "GET, /users/me, USER",
        "HEAD, /users/me, USER",
        "GET, /users/7, ADMIN",
        "GET, /products/import,",
        "POST, /products/import, ADMIN"
    })
    void aHandlerSaysWhoMayCallIt(String method, String path, @Nullable String role) {
        assertThat(requiredRole(method, path)).isEqualTo(role);
    }

    @Test
    void aRequestThatGoesToAnotherPathOrMethodIsJudgedAnew() {
        var request = new MockHttpServletRequest("GET", "/users/me");
        assertThat(routes.requiredRoles(request)).containsExactly("USER");

        request.setRequestURI("/users/7");
        assertThat(routes.requiredRoles(request)).containsExactly("ADMIN");

        request.setMethod("PUT");
        assertThat(routes.requiredRoles(request)).isEmpty();
    }

    /** So that it gets its 404 or 405 whoever asks. */
    @ParameterizedTest
    @CsvSource({
        "GET, /nope",
        "DELETE, /products",
        "OPTIONS, /users/me",
        "TRACE, /users/me",
        "POST, /users/me",
        "GET, /users"
    })
    void whatNoHandlerIsMadeForNeedsNoSession(String method, String path) {
        assertThat(requiredRole(method, path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"GET, /actuator/health,", "GET, /actuator/prometheus, ADMIN", "POST, /actuator/prometheus,"})
    void anEndpointIsOpenOrForAdministrators(String method, String path, @Nullable String role) {
        assertThat(requiredRole(method, path)).isEqualTo(role);
    }

    @Test
    void aHandlerThatSaysNothingKeepsTheApplicationFromStarting() {
        var forgotten = mapping("GET /products open", "GET /secret undecided");

        assertThatIllegalStateException()
                .isThrownBy(() -> new RouteRoles(forgotten, Stream::of, request -> true))
                .withMessageContaining("undecided")
                .withMessageContaining("says neither @PermitAll nor @RolesAllowed");
    }

    @Test
    void allRolesThatAHandlerNamesCount() {
        var one = new RouteRoles(mapping("GET /both both"), Stream::of, request -> true);

        assertThat(one.requiredRoles(new MockHttpServletRequest("GET", "/both")))
                .containsExactlyInAnyOrder("USER", "ADMIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "nobody"})
    void aHandlerThatNoRoleCouldCallKeepsTheApplicationFromStarting(String handler) {
        var wrong = mapping("GET /wrong " + handler);

        assertThatIllegalStateException()
                .isThrownBy(() -> new RouteRoles(wrong, Stream::of, request -> true))
                .withMessageContaining(handler);
    }

    @Test
    void aHandlerOfEveryMethodKeepsTheApplicationFromStarting() {
        var everyMethod = mapping("* /secret admin");

        assertThatIllegalStateException()
                .isThrownBy(() -> new RouteRoles(everyMethod, Stream::of, request -> true))
                .withMessageContaining("admin")
                .withMessageContaining("names no HTTP method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "user", "both"})
    void handlersOfOneRouteWithDifferentRolesKeepTheApplicationFromStarting(String other) {
        var contradictory = mapping("PUT /wrong admin", "PUT /wrong " + other + " text/plain");

        assertThatIllegalStateException()
                .isThrownBy(() -> new RouteRoles(contradictory, Stream::of, request -> true))
                .withMessageContaining("PUT /wrong");
    }

    @Test
    void handlersOfOneRouteMayDifferInTheMediaType() {
        var one = new RouteRoles(
                mapping("PUT /both admin", "PUT /both admin text/plain", "GET /both open"),
                Stream::of,
                request -> true);

        assertThat(one.requiredRoles(new MockHttpServletRequest("PUT", "/both")))
                .containsExactly("ADMIN");
    }

    private @Nullable String requiredRole(String method, String path) {
        return routes.requiredRoles(new MockHttpServletRequest(method, path)).stream()
                .sorted()
                .reduce((one, other) -> one + " " + other)
                .orElse(null);
    }

    /** @param handlers method (or * for all), path, which of the handlers here, and maybe what it consumes */
    private RequestMappingHandlerMapping mapping(String... handlers) {
        var mapping = new RequestMappingHandlerMapping();
        var options = new RequestMappingInfo.BuilderConfiguration();
        options.setPatternParser(new PathPatternParser());
        for (var handler : handlers) {
            var words = handler.split(" ");
            var info = RequestMappingInfo.paths(words[1]).options(options);
            if (!words[0].equals("*")) {
                info.methods(RequestMethod.valueOf(words[0]));
            }
            if (words.length > 3) {
                info.consumes(words[3]);
            }
            mapping.registerMapping(
                    info.build(),
                    this,
                    Objects.requireNonNull(ReflectionUtils.findMethod(RouteRolesTests.class, words[2])));
        }
        return mapping;
    }
}
