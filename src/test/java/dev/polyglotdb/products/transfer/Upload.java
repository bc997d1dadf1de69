package dev.polyglotdb.products.transfer;

import dev.polyglotdb.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An import over a plain connection. The body can be sent in pieces, slowly, never, or break off anywhere. */
final class Upload implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");
    private static final String CONTINUE = "HTTP/1.1 100 \r\n\r\n";
    private static final int TIMEOUT_MILLIS = 60_000;

    /** The server's response. */
    record Answer(int status, String headers, String body) {

        JsonNode json() {
            // The body contains exactly one object, even if it is chunked.
            return Reply.parse(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
        }
    }

    private final Socket socket;

    private Upload(int port, String headers) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        write("POST /products/import HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n" + headers + "\r\n");
    }

    /** Starts an import of unknown length. */
    static Upload chunked(int port, String token) throws IOException {
        return with(
                port,
                "Authorization: Bearer " + token + "\r\nContent-Type: application/x-ndjson\r\n"
                        + "Transfer-Encoding: chunked\r\n");
    }

    static Upload with(int port, String headers) throws IOException {
        return new Upload(port, headers);
    }

    /** Waits for 100 Continue. */
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

    /** Sends raw text, without chunk framing. */
    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void end() throws IOException {
        write("0\r\n\r\n");
    }

    /** Closes the sending direction and keeps reading. */
    void breakOff() throws IOException {
        socket.shutdownOutput();
    }

    /** Resets the connection, as if the client's machine had lost power. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /**
     * Reads the whole response. Does not wait for the end of the connection, because the server may keep it open for
     * the rest of the body.
     */
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
