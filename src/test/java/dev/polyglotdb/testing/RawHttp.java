package dev.polyglotdb.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Requests byte for byte, as no well-behaved client would send them. */
public final class RawHttp {

    private static final int PATIENCE_MS = 30_000;

    private RawHttp() {}

    /**
     * Sends bytes, one for each character, and waits until the server closes the connection.
     *
     * @return all that it answered
     */
    public static String send(int port, String request) {
        try (var socket = open(port)) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException refusedBeforeTheEnd) {
                // What was answered by then is still to be read.
            }
            return answer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection whose reads give up after some time. */
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
            // A server that refuses the rest of a request may reset the connection; what came before counts.
        }
        return answer.toString();
    }
}
