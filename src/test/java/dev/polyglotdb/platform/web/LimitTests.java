package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.ShopTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is too much or malformed in the head of a request. */
@ShopTest
class LimitTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsTooMuchIsRefusedAsAProblem(String name, String request) {
        isRefused(RawHttp.send(port, request));
    }

    static Stream<Arguments> whatIsTooMuchIsRefusedAsAProblem() {
        return Stream.of(
                Arguments.of("a long path", get("/products/" + "a".repeat(20_000), "")),
                Arguments.of("a long query", get("/products?cursor=" + "a".repeat(20_000), "")),
                Arguments.of("a long header", get("/products", "X-Long: " + "a".repeat(20_000) + "\r\n")),
                Arguments.of("a long token", get("/users/me", "Authorization: Bearer " + "a".repeat(20_000) + "\r\n")),
                Arguments.of("a long header name", get("/products", "X".repeat(20_000) + ": a\r\n")),
                Arguments.of("many headers", get("/products", repeat(500, "X-%d: a\r\n"))),
                Arguments.of("the same header often", get("/products", "Accept: */*\r\n".repeat(500))),
                Arguments.of("many parameters", get("/products?" + repeat(1100, "a%d&"), "")),
                Arguments.of("a long method", "A".repeat(20_000) + " /products HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsTooMuchIsSaid(String problem, String request) {
        var answer = RawHttp.send(port, request);

        assertThat(answer).contains("\"type\":\"/problems/" + problem.substring(4) + "\"");
        assertThat(answer).startsWith("HTTP/1.1 " + problem.substring(0, 3));
        tellsNothing(answer);
    }

    static Stream<Arguments> whatIsTooMuchIsSaid() {
        return Stream.of(
                Arguments.of("414 uri-too-long", get("/products/" + "a".repeat(9_000), "")),
                Arguments.of("414 uri-too-long", get("/products?cursor=" + "a".repeat(100_000), "")),
                Arguments.of("431 headers-too-large", get("/products", "X-Long: " + "a".repeat(9_000) + "\r\n")),
                Arguments.of("431 headers-too-large", get("/products", "X-Long: " + "a".repeat(100_000) + "\r\n")),
                Arguments.of("431 headers-too-large", get("/products", repeat(500, "X-%d: a\r\n"))),
                Arguments.of("501 not-implemented", "CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\nConnection: close\r\n\r\n"),
                Arguments.of(
                        "501 not-implemented",
                        "POST /users HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n"),
                Arguments.of("505 http-version-not-supported", "GET /products HTTP/9.9\r\nHost: x\r\n\r\n"),
                Arguments.of("400 bad-request", get("/products?" + repeat(1100, "a%d&"), "")),
                Arguments.of("400 bad-request", "A".repeat(20_000) + " /products HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    @Test
    void tooManyParametersAreNotTakenForBrokenOnes() {
        assertThat(RawHttp.send(port, get("/products?" + "a&".repeat(1001), "")))
                .startsWith("HTTP/1.1 400")
                .contains("at most 1000 query parameters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products?=x",
                "/products?limit=%zz",
                "/products?limit=%",
                "/products/%c0%ae%c0%ae",
                "/products/%c0%80",
                "/products/%zz",
                "/products/%",
                "/users/%F0%90",
                "/products/%2e%2e/users",
                "/products/..;/users",
                "/products/a;b=c",
                "/products\\..\\users",
                "/products/<script>",
                "/products/\u0001",
                "/products/\u00e9",
                "*",
                "products",
                "http://",
                "http://x:y/products",
                "x://products"
            })
    void aTargetThatIsNoneIsRefusedAsAProblem(String target) {
        isRefused(RawHttp.send(port, get(target, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key: \u0080\r\n",
                "Idempotency-Key: \u0001\r\n",
                "Authorization: Bearer \u0000\r\n",
                "Authorization: Bearer \u0085\r\n",
                "X-A\u0000: b\r\n",
                "X A: b\r\n",
                ": b\r\n",
                "Host: other\r\n",
                "Host:\r\n",
                "\u00ff: b\r\n"
            })
    void aHeaderThatIsNoneIsRefusedAsAProblem(String header) {
        isRefused(RawHttp.send(
                port,
                "POST /orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n" + header + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET /products HTTP\r\n\r\n",
                "GET /products HTTP/9.9\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "GET /products HTTP/1.1\r\n\r\n"
            })
    void whatIsNotHttpEndsTheConnection(String bytes) {
        var answer = RawHttp.send(port, bytes);

        // 501 and 505 are HTTP's own words for a method and a version that a server doesn't know.
        assertThat(answer).matches("(?s)|HTTP/1.1 (4\\d\\d|501|505) .*");
        tellsNothing(answer);
    }

    private static void isRefused(String answer) {
        assertThat(answer)
                .matches("(?s)HTTP/1.1 4\\d\\d .*")
                .contains("Content-Type: application/problem+json")
                .contains("\"type\":\"/problems/");
        tellsNothing(answer);
    }

    private static void tellsNothing(String answer) {
        assertThat(answer)
                .doesNotContain("Exception", "java.", "org.", "<html", "\tat ")
                .doesNotContainIgnoringCase("tomcat");
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static String repeat(int times, String format) {
        return IntStream.range(0, times).mapToObj(format::formatted).collect(Collectors.joining());
    }
}
