package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a path can do is told in the same way to whoever asks, and to whoever tries what it can't do. */
@ShopTest
class AllowTests {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "BREW", "get");
    private static final String ALLOW_OF_ANSWER = "(?s).*\r\nAllow: ([^\r]*)\r\n.*";

    private final Shop shop;

    @LocalServerPort
    private int port;

    AllowTests(Shop shop) {
        this.shop = shop;
    }

    static Stream<String> paths() {
        return Stream.concat(
                Stream.of("/actuator/health", "/actuator/health/liveness", "/actuator/prometheus"),
                OpenApi.operations().stream()
                        .map(operation -> operation.examplePath())
                        .distinct());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aWrongMethodIsToldWhatOptionsWouldSay(String path) {
        var options = shop.anybody().send("OPTIONS", path, BodyPublishers.noBody());
        var allowed = methods(options.header("Allow").orElseThrow());

        assertThat(options.status()).isEqualTo(200);
        assertThat(allowed).contains("OPTIONS");
        assertThat(allowed.contains("HEAD")).isEqualTo(allowed.contains("GET"));
        for (var method : METHODS) {
            if (!allowed.contains(method)) {
                var reply = shop.anybody().send(method, path, BodyPublishers.noBody());

                assertThat(reply.status()).as("%s %s", method, path).isEqualTo(405);
                assertThat(reply.problem()).isEqualTo("method-not-allowed");
                assertThat(methods(reply.header("Allow").orElseThrow())).isEqualTo(allowed);
            }
        }
        var trace = send("TRACE", path);
        assertThat(trace)
                .startsWith("HTTP/1.1 405")
                .contains("/problems/method-not-allowed")
                .doesNotContain("secret");
        assertThat(methods(trace.replaceFirst(ALLOW_OF_ANSWER, "$1"))).isEqualTo(allowed);
    }

    @Test
    void theServerAsAWholeCanDoWhatAnyPathCan() {
        var answer = send("OPTIONS", "*");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsOnlyOnce("\r\nServer-Timing: total;dur=")
                .containsOnlyOnce("\r\nX-Content-Type-Options: nosniff\r\n");
        assertThat(methods(answer.replaceFirst(ALLOW_OF_ANSWER, "$1")))
                .isEqualTo(paths().map(path -> shop.anybody().send("OPTIONS", path, BodyPublishers.noBody()))
                        .flatMap(options -> methods(options.header("Allow").orElseThrow()).stream())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "trace", "BREW", "options"})
    void anUnknownPathIsNotFoundByEveryMethod(String method) {
        for (var path : Set.of("/nope", "/orders/1/nope", "/actuator/env", "/swagger-ui/nope/nope")) {
            var answer = send(method, path);

            assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("\r\nAllow:");
            assertThat(answer.contains("\"type\":\"/problems/not-found\"")).isEqualTo(!method.equals("HEAD"));
        }
    }

    private String send(String method, String path) {
        return RawHttp.send(
                port, method + " " + path + " HTTP/1.1\r\nHost: x\r\nX-Private: secret\r\nConnection: close\r\n\r\n");
    }

    private static Set<String> methods(String allow) {
        return new TreeSet<>(Arrays.asList(allow.split(", *")));
    }
}
