package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Path and method are judged before anyone is asked who they are, at every path that the application has. */
@ShopTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingTests {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "BREW", "get");

    private final Shop shop;
    private final ServedRoutes served;

    RoutingTests(Shop shop, Collection<RequestMappingInfoHandlerMapping> mappings) {
        this.shop = shop;
        this.served = ServedRoutes.of(mappings);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aWrongMethodIsToldTheRightOnes(String path) {
        var right = served.methods(path);
        assertThat(right).isNotEmpty();
        for (var method : METHODS) {
            if (!right.contains(method)) {
                var reply = shop.anybody().send(method, path, BodyPublishers.noBody());

                assertThat(reply.status()).as(method).isEqualTo(405);
                assertThat(reply.problem()).isEqualTo("method-not-allowed");
                assertThat(allowed(reply.header("Allow").orElse(""))).as(method).isEqualTo(right);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void whatIsBelowAPathThatEndsIsUnknown(String path) {
        var below = (path.equals("/") ? "" : path) + "/no/such/thing";
        assumeThat(served.methods(below)).isEmpty();
        for (var method : Set.of("GET", "POST", "DELETE")) {
            var reply = shop.anybody().send(method, below, BodyPublishers.noBody());

            assertThat(reply.status()).as(method).isEqualTo(404);
            assertThat(reply.problem()).isEqualTo("not-found");
        }
    }

    /** The rules hold for what Spring MVC takes for the same path, and nothing else is taken for it. */
    @ParameterizedTest
    @MethodSource("disguises")
    void aDisguisedPathOpensNothing(String path) {
        for (var method : Set.of("GET", "HEAD", "POST", "DELETE")) {
            assertThat(shop.anybody()
                            .send(method, path, BodyPublishers.noBody())
                            .status())
                    .as(method)
                    .isIn(400, 401, 404, 405);
        }
    }

    Stream<String> disguises() {
        return served.paths().stream()
                .filter(path ->
                        path.startsWith("/admin") || path.startsWith("/actuator/prom") || path.startsWith("/orders"))
                .map(RoutingTests::concrete)
                .flatMap(path -> Stream.of(
                        path + "/",
                        path + ";a=b",
                        path + ".json",
                        path + "%20",
                        "/" + path,
                        "/products/.." + path,
                        "/products/%2e%2e" + path,
                        "/actuator/health/%2e%2e/%2e%2e" + path,
                        "/products/1/%2e%2e/%2e%2e" + path,
                        "/." + path,
                        path.toUpperCase(Locale.ROOT),
                        "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2),
                        "/%25" + Integer.toHexString(path.charAt(1)) + path.substring(2)));
    }

    Stream<String> paths() {
        return served.paths().stream().map(RoutingTests::concrete);
    }

    private static String concrete(String path) {
        return path.replaceAll("\\{\\w+}", "1").replace("/**", "");
    }

    private static Set<String> allowed(String header) {
        return Stream.of(header.split(", *"))
                .filter(method -> !method.equals("HEAD") && !method.equals("OPTIONS"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
