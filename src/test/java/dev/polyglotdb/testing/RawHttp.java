package dev.polyglotdb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends requests byte by byte, including requests that no regular HTTP client would send. */
public final class RawHttp {

    private static final int PATIENCE_MS = 30_000;

    private RawHttp() {}

    /**
     * Sends one byte for each character, and waits until the server closes the connection.
     *
     * @return everything that the server sent
     */
    public static String send(int port, String request) {
        try (var socket = open(port)) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException refusedBeforeTheEnd) {
                // The response that was sent before can still be read.
            }
            return answer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a connection whose reads time out. */
    public static Socket open(int port) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /** Reads until the server closes the connection. */
    public static String answer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        var bytes = new byte[8192];
        try {
            for (int read = socket.getInputStream().read(bytes);
                    read >= 0;
                    read = socket.getInputStream().read(bytes)) {
                answer.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            // A server that refuses the rest of a request may reset the connection. The data received before is the
            // response.
        }
        return answer.toString();
    }
}
