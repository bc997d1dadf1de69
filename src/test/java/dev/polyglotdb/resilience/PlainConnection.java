package dev.polyglotdb.resilience;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that sends prepared requests, each after the response to the previous one, and reconnects when the
 * server closes it. It does almost no work, so that a load test measures the server. On the same cores, a complete HTTP
 * client would use half as much processor time as the server.
 */
public final class PlainConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final URI server;
    private Socket socket;
    private InputStream answers;

    private PlainConnection(URI server) throws IOException {
        this.server = server;
        this.socket = connect();
        this.answers = new BufferedInputStream(socket.getInputStream());
    }

    public static PlainConnection to(String base) {
        try {
            return new PlainConnection(URI.create(base));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect() throws IOException {
        var made = new Socket(server.getHost(), server.getPort());
        made.setTcpNoDelay(true);
        made.setSoTimeout(PATIENCE_MILLIS);
        return made;
    }

    /** Returns a complete request with a JSON body. */
    public static byte[] post(String base, String path, String token, String json) {
        return """
                POST %s HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(
                        path,
                        URI.create(base).getAuthority(),
                        token,
                        json.getBytes(StandardCharsets.UTF_8).length,
                        json)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends a request and reads the whole response.
     *
     * @return the status of the response
     */
    public int send(byte[] request) {
        try {
            socket.getOutputStream().write(request);
            var status = Integer.parseInt(line().split(" ")[1]);
            var length = 0;
            var chunked = false;
            var last = false;
            for (var header = line(); !header.isEmpty(); header = line()) {
                var colon = header.indexOf(':');
                var value = header.substring(colon + 1).strip();
                switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                    case "content-length" -> length = Integer.parseInt(value);
                    case "transfer-encoding" -> chunked = true;
                    case "connection" -> last = value.equalsIgnoreCase("close");
                    default -> {}
                }
            }
            if (chunked) {
                skipChunks();
            } else {
                answers.skipNBytes(length);
            }
            if (last) {
                socket.close();
                socket = connect();
                answers = new BufferedInputStream(socket.getInputStream());
            }
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void skipChunks() throws IOException {
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            answers.skipNBytes(size);
            line();
        }
        line();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
