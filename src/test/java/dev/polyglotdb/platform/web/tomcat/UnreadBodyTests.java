package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody waits long for the rest of a body that is not needed, whoever has answered the request. */
@Tag("fast")
class UnreadBodyTests {

    private static final int THREADS = 12;
    private static final String LENGTH = "Content-Length: 2000000\r\n";

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n" + LENGTH,
                "GET / HTTP/1.1\r\nExpect: 100-continue\r\n" + LENGTH,
                "GET / HTTP/1.1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n",
                "GET " + BareServer.ENDED_ELSEWHERE + " HTTP/1.1\r\n" + LENGTH,
                "GET " + BareServer.ENDED_ELSEWHERE + " HTTP/1.1\r\nExpect: 100-continue\r\n" + LENGTH,
                "OPTIONS * HTTP/1.1\r\n" + LENGTH,
                "OPTIONS * HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
            })
    void itsSendersDoNotTakeAllThreads(String head) throws IOException {
        try (var server = BareServer.start("--server.tomcat.threads.max=" + THREADS)) {
            othersAreServedDuring(head, 200, server);
        }
    }

    /** Tomcat itself sends the client on to the path with a slash. */
    @Test
    void neitherDoThoseWhoForgetASlash() throws IOException {
        try (var server =
                BareServer.start("--server.tomcat.threads.max=" + THREADS, "--server.servlet.context-path=/shop")) {
            othersAreServedDuring("GET /shop HTTP/1.1\r\n" + LENGTH, 302, server);
        }
    }

    private void othersAreServedDuring(String head, int answer, BareServer server) throws IOException {
        for (var i = 0; i < THREADS; i++) {
            BareServer.send(begin(server), head);
        }
        for (var socket : sockets) {
            assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 " + answer);
        }

        assertThat(Tally.inTime(() -> server.ask())).startsWith("HTTP/1.1");
        // A server that stops would wait for the threads that they have.
        hangUp();
    }

    /** The client may send the body or not, so nobody knows what the next bytes are. */
    @Test
    void whoStillWaitsToBeToldToSendItIsAnsweredAndDisconnected() throws IOException {
        try (var server = BareServer.start()) {
            var client = begin(server);
            BareServer.send(client, "GET / HTTP/1.1\r\nExpect: 100-continue\r\n" + LENGTH);

            assertThat(Tally.inTime(() -> answer(client)))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("127.0.0.1");
        }
    }

    private static String answer(Socket client) {
        try {
            return RawHttp.answer(client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket begin(BareServer server) throws IOException {
        var socket = server.connect();
        sockets.add(socket);
        return socket;
    }
}
