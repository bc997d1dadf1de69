package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Clients that begin and don't go on, more of them than there are threads. They take all places of those who may be
 * waited for, so nobody else may send anything meanwhile. A JVM that has served nothing yet is late under so many, so
 * it comes after others.
 */
@ShopTest
@Order(4)
class SlowClientTests {

    private static final int CLIENTS = 410;

    private final Shop shop;
    private final List<Socket> sockets = new ArrayList<>();

    @LocalServerPort
    private int port;

    SlowClientTests(Shop shop) {
        this.shop = shop;
    }

    /** So many clients at once are an overload, whose end the next test must not see. */
    @AfterEach
    void hangUpAndAwaitCalm() throws IOException {
        hangUp();
        await().pollDelay(Time.MOMENT)
                .untilAsserted(() -> assertThat(isServed()).isTrue());
    }

    private boolean isServed() {
        return Tally.inTime(() -> shop.anybody().post("/users", "{}")).status() == 400;
    }

    private void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /prod",
                "GET /products HTTP/1.1\r\nHost: x\r\nX-Slow: a",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5",
                "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
                "POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
                "PUT /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n{",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n{",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"
            })
    void allOthersAreServedMeanwhile(String beginning) throws IOException {
        var ada = shop.customer();
        for (var i = 0; i < CLIENTS; i++) {
            begin(beginning);
        }

        for (var i = 0; i < 20; i++) {
            assertThat(Tally.inTime(() -> ada.get("/users/me")).status()).isEqualTo(200);
            assertThat(Tally.inTime(() -> shop.anybody().get("/products")).status())
                    .isEqualTo(200);
        }
        assertThat(RawHttp.send(port, """
                POST /users HTTP/1.1\r
                Host: x\r
                Connection: close\r
                Content-Type: application/json\r
                Content-Length: 2\r
                \r
                {}""")).startsWith("HTTP/1.1 400").contains("/problems/validation");
    }

    @Test
    void whoHangsUpHalfWayLeavesNothingBehind() throws IOException {
        for (var i = 0; i < CLIENTS; i++) {
            begin("POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
        }
        hangUp();

        // A machine that has just begun may be late with the first answer after so many.
        await().pollDelay(Time.MOMENT)
                .untilAsserted(() -> assertThat(isServed()).isTrue());
    }

    private Socket begin(String bytes) throws IOException {
        var socket = RawHttp.open(port);
        sockets.add(socket);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
