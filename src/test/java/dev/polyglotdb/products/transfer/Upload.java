package dev.polyglotdb.products.transfer;

import dev.polyglotdb.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An import over a bare connection, so that the body can come in pieces, slowly, never, or break off anywhere. */
final class Upload implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");
    private static final String CONTINUE = "HTTP/1.1 100 \r\n\r\n";
    private static final int TIMEOUT_MILLIS = 60_000;

    /** What the server said. */
    record Answer(int status, String headers, String body) {

        JsonNode json() {
            // Also where the body comes in chunks there is only one object in it.
            return Reply.parse(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
        }
    }

    private final Socket socket;

    private Upload(int port, String headers) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        write("POST /products/import HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n" + headers + "\r\n");
    }

    /** Begins one whose length nobody knows. */
    static Upload chunked(int port, String token) throws IOException {
        return with(
                port,
                "Authorization: Bearer " + token + "\r\nContent-Type: application/x-ndjson\r\n"
                        + "Transfer-Encoding: chunked\r\n");
    }

    static Upload with(int port, String headers) throws IOException {
        return new Upload(port, headers);
    }

    /** Waits until it is told to send the body. */
    void awaitContinue() throws IOException {
        var told = new String(socket.getInputStream().readNBytes(CONTINUE.length()), StandardCharsets.US_ASCII);
        if (!told.equals(CONTINUE)) {
            throw new AssertionError(told);
        }
    }

    /** Sends a chunk. */
    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        write(Integer.toHexString(bytes.length) + "\r\n");
        socket.getOutputStream().write(bytes);
        write("\r\n");
    }

    /** Sends as it is, without making a chunk of it. */
    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void end() throws IOException {
        write("0\r\n\r\n");
    }

    /** Hangs up, but still listens. */
    void breakOff() throws IOException {
        socket.shutdownOutput();
    }

    /** Is gone, as a machine that was switched off and on again. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits for the whole answer, and not for the end of the connection, at which the server may wait for the rest of the body. */
    Answer answer() throws IOException {
        var headers = readTo("\r\n\r\n");
        var length = LENGTH.matcher(headers);
        var body = length.find()
                ? new String(
                        socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : readTo("\r\n0\r\n\r\n");
        return new Answer(Integer.parseInt(headers.split(" ")[1]), headers, body);
    }

    private String readTo(String end) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.UTF_8).endsWith(end)) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("the answer ended after: " + read);
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
