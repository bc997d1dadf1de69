package dev.polyglotdb.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WholeAnswerTests {

    private static final String BEGINNING = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhel";

    @Test
    void aBodyThatEndsIsReturnedAndOneThatDoesNotIsNotWaitedForLong() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(answer(server, BEGINNING + "lo", Duration.ofMinutes(1))).isEqualTo("hello");
            assertThatExceptionOfType(HttpTimeoutException.class)
                    .isThrownBy(() -> answer(server, BEGINNING, Duration.ofMillis(300)));
        }
    }

    @Test
    void whatFailsIsToldAsIt() throws Exception {
        // Nobody listens there, and nobody else gets the port.
        try (var taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> answer(taken.getLocalPort(), Duration.ofMinutes(1)));
        }
    }

    /** Asks a server that answers this, and leaves the connection open until it is given up. */
    private static String answer(ServerSocket server, String answer, Duration patience) throws Exception {
        CompletableFuture.runAsync(() -> {
            try (var connection = server.accept()) {
                connection.setSoTimeout(60_000);
                connection.getInputStream().read();
                connection.getOutputStream().write(answer.getBytes(US_ASCII));
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException gone) {
                // The client has gone.
            }
        });
        return answer(server.getLocalPort(), patience);
    }

    private static String answer(int port, Duration patience) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
        return WholeAnswer.to(request, HttpClient.newHttpClient(), BodyHandlers.ofString(), patience)
                .body();
    }
}
