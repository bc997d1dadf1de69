package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Repeated;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no filter sees is answered like everything else. */
@Tag("fast")
class AnswersOfTomcatTests {

    private static final String SHOP = "https://shop.example.com";
    private static final String ALLOWING = "--polyglot.web.cors.allowed-origins=" + SHOP;

    @ParameterizedTest
    @ValueSource(strings = {"GET /a%2fb HTTP/1.1\r\n", "HEAD /a%2fb HTTP/1.1\r\n", "BREW * HTTP/1.1\r\n"})
    void aPageOfANamedOriginReadsWhyItWasRefused(String request) throws IOException {
        try (var server = BareServer.start(ALLOWING)) {
            assertThat(ask(server, request + "Origin: " + SHOP + "\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .containsOnlyOnce("\r\nAccess-Control-Allow-Origin: " + SHOP + "\r\n")
                    .contains("\r\nVary: Origin\r\n");
            for (var headers : new String[] {"Origin: https://evil.example\r\n", ""}) {
                assertThat(ask(server, request + headers))
                        .startsWith("HTTP/1.1 400")
                        .doesNotContain("Access-Control");
            }
        }
    }

    static List<Arguments> refused() {
        return List.of(
                arguments("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(9000) + "\r\n", 431),
                arguments("GET / HTTP/1.1\r\n" + "X-Many: x\r\n".repeat(101), 431),
                arguments("GET / HTTP/1.1\r\nExpect: foo\r\n", 417),
                arguments("GET / HTTP/3.1\r\n", 505));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whoeverIsDisconnectedIsToldSo(String request, int status) throws IOException {
        try (var server = BareServer.start();
                var socket = server.connect()) {
            BareServer.send(socket, request);

            assertThat(RawHttp.answer(socket))
                    .startsWith("HTTP/1.1 " + status)
                    .containsOnlyOnce("\r\nConnection: close\r\n");
        }
    }

    @Test
    void aQuestionAboutTheServerKeepsItsConnectionUntilTheFarewell() {
        Repeated.untilItHolds(AnswersOfTomcatTests::assertAQuestionKeepsItsConnectionUntilTheFarewell);
    }

    private static void assertAQuestionKeepsItsConnectionUntilTheFarewell() throws Exception {
        var server = BareServer.start("--polyglot.web.farewell=3s");
        var farewell = server.farewell();
        try (var client = server.connect()) {
            BareServer.send(client, "OPTIONS * HTTP/1.1\r\n");
            BareServer.send(client, "GET / HTTP/1.1\r\n");
            assertThat(BareServer.readAnswer(client))
                    .startsWith("HTTP/1.1 200")
                    .contains("\r\nAllow: ", "\r\nServer-Timing: total;dur=")
                    .doesNotContain("TRACE", "close");
            var stopped = CompletableFuture.runAsync(server::close);
            await().until(farewell::hasBegun);

            BareServer.send(client, "OPTIONS * HTTP/1.1\r\n");

            assertThat(RawHttp.answer(client)).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
            stopped.get(60, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
    }

    private static String ask(BareServer server, String request) throws IOException {
        try (var socket = server.connect()) {
            BareServer.send(socket, request + "Connection: close\r\n");
            return RawHttp.answer(socket);
        }
    }
}
