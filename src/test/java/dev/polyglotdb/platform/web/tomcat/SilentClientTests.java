package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that fall silent, send a byte now and then, or have said all that they will say. */
@ShopTest
@SideBySide
class SilentClientTests {

    private final List<Socket> sockets = new ArrayList<>();

    @LocalServerPort
    private int port;

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    /** Both at once, because either takes as long as the limit. */
    @Test
    void whoFallsSilentAndWhoDripsAreToldSoAndDisconnected() throws IOException {
        var silentHead = begin("GET /products HTTP/1.1\r\nHost: x\r\nX-Slow: a");
        var silentBody = begin(
                "POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
        var begun = System.nanoTime();
        var dripping = begin(
                "POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n");
        var drip = new Thread(() -> drip(dripping));
        drip.start();

        assertThat(RawHttp.answer(dripping)).startsWith("HTTP/1.1 408").contains("/problems/request-timeout");
        assertThat(Tally.since(begun)).isLessThan(Duration.ofSeconds(15));
        drip.interrupt();
        await().until(() -> !drip.isAlive());
        assertThat(RawHttp.answer(silentBody)).startsWith("HTTP/1.1 408").contains("/problems/request-timeout");
        assertThat(RawHttp.answer(silentHead)).isEmpty();
    }

    @Test
    void aHalfClosedConnectionStillGetsItsAnswer() throws IOException {
        var socket = begin("GET /users/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        socket.shutdownOutput();

        assertThat(RawHttp.answer(socket)).startsWith("HTTP/1.1 401");
    }

    private static void drip(Socket socket) {
        try {
            while (!Thread.interrupted()) {
                socket.getOutputStream().write(' ');
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        } catch (IOException disconnected) {
            // What the test is about.
        }
    }

    private Socket begin(String bytes) throws IOException {
        var socket = RawHttp.open(port);
        sockets.add(socket);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }
}
