package dev.polyglotdb.products.transfer;

import dev.polyglotdb.testing.Time;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Whoever reads an export at a pace of their own. */
final class ExportReader implements AutoCloseable {

    private static final int PORTIONS_PER_SECOND = 10;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    /** Asks in HTTP/1.0, so that the lines arrive without chunks. */
    ExportReader(int port, String token) throws IOException {
        socket.setReceiveBufferSize(1 << 16);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write("GET /products/export HTTP/1.0\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(token)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns whether there were so many bytes. */
    boolean read(int bytes) throws IOException {
        var some = socket.getInputStream().readNBytes(bytes);
        read.writeBytes(some);
        return some.length == bytes;
    }

    /** Reads at most so many bytes a second, until the time is over or the export has ended. */
    void readAt(int bytesPerSecond, Duration time) throws IOException {
        var begin = System.nanoTime();
        do {
            Time.pass(Duration.ofSeconds(1).dividedBy(PORTIONS_PER_SECOND));
        } while (read(bytesPerSecond / PORTIONS_PER_SECOND) && System.nanoTime() - begin < time.toNanos());
    }

    void readRest() throws IOException {
        socket.getInputStream().transferTo(read);
    }

    /** Returns the lines that were read and have this text. */
    List<String> lines(String text) {
        return read.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(text))
                .toList();
    }

    /**
     * Returns how much the system holds back until the client reads, as Linux tells; 0 elsewhere. Where that is much,
     * the server sees no progress for so long that it takes a slow client for one that has stopped.
     */
    long waiting() throws IOException {
        var ends = ":%04X [0-9A-F]+:%04X ".formatted(socket.getPort(), socket.getLocalPort());
        var connection = Pattern.compile(ends + "[0-9A-F]{2} ([0-9A-F]{8}):");
        for (var table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            var found = connection.matcher(Files.exists(table) ? Files.readString(table) : "");
            if (found.find()) {
                return Long.parseLong(found.group(1), 16);
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
