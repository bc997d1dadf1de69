package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.RawHttp;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP client that sends any bytes, over one connection for as long as the server keeps it open. */
final class RawConnection implements AutoCloseable {

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream input;

    RawConnection(int port) {
        this.port = port;
    }

    Answer exchange(FuzzedRequest request) throws IOException {
        var begun = System.nanoTime();
        var reused = socket != null;
        try {
            return send(request, begun);
        } catch (EOFException | SocketException closedMeanwhile) {
            close();
            if (!reused) {
                throw closedMeanwhile;
            }
            return send(request, begun);
        }
    }

    private Answer send(FuzzedRequest request, long begun) throws IOException {
        var connected = socket;
        if (connected == null) {
            connected = RawHttp.open(port);
            connected.setTcpNoDelay(true);
            socket = connected;
            input = new BufferedInputStream(connected.getInputStream());
        }
        try {
            connected.getOutputStream().write(request.bytes());
        } catch (SocketException refusedBeforeTheEnd) {
            // The response that was sent before can still be read.
        }
        return read(request, begun);
    }

    private Answer read(FuzzedRequest request, long begun) throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = headers();
        var body = request.isHead() || status == 204 || status == 304 ? new byte[0] : body(headers);
        if (headers.firstValue("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
            close();
        }
        return new Answer(status, headers, body, Tally.since(begun));
    }

    private HttpHeaders headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private byte[] body(HttpHeaders headers) throws IOException {
        var length = headers.firstValueAsLong("Content-Length");
        if (length.isPresent()) {
            return exactly((int) length.getAsLong());
        }
        var body = new ByteArrayOutputStream();
        if (headers.firstValue("Transfer-Encoding").isPresent()) {
            for (var size = size(); size > 0; size = size()) {
                body.writeBytes(exactly(size));
                line();
            }
            line();
        } else {
            input().transferTo(body);
            close();
        }
        return body.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = input().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("cut off");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = input().read(); next != '\n'; next = input().read()) {
            if (next < 0) {
                throw new EOFException("closed after: " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private InputStream input() {
        if (input == null) {
            throw new IllegalStateException("not connected");
        }
        return input;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
        input = null;
    }
}
