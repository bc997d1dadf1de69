package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ShopTest;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The OpenAPI document beside the routes of the application. The actuator's are in neither. */
@ShopTest
class RouteTests {

    private static final String ANYONE = "anyone";

    private final RequestMappingHandlerMapping mapping;

    RouteTests(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Test
    void everyRouteIsDocumentedAndEveryOperationIsARouteForTheSameRole() {
        var documented = OpenApi.operations().stream()
                .collect(Collectors.toMap(
                        Operation::toString, operation -> operation.role().orElse(ANYONE)));

        assertThat(new TreeMap<>(routes())).isEqualTo(new TreeMap<>(documented));
    }

    private Map<String, String> routes() {
        var routes = new HashMap<String, String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            for (var path : paths(info)) {
                info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> routes.put(method + " " + withoutExpressions(path), role(handler)));
            }
        });
        return routes;
    }

    private static Set<String> paths(RequestMappingInfo info) {
        return Objects.requireNonNull(info.getPathPatternsCondition()).getPatternValues();
    }

    /** Makes {@code {id}} of <code>{id:[a-z]{1,3}}</code>. */
    private static String withoutExpressions(String path) {
        var result = new StringBuilder();
        var depth = 0;
        var skipped = false;
        for (var character : path.toCharArray()) {
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            skipped = depth > 0 && (skipped || character == ':');
            if (!skipped) {
                result.append(character);
            }
        }
        return result.toString();
    }

    private static String role(HandlerMethod handler) {
        var allowed = handler.getMethodAnnotation(RolesAllowed.class);
        return allowed == null ? ANYONE : allowed.value()[0];
    }
}
