package dev.polyglotdb.resilience.crash;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An import of one product again and again, ten times a second, until its connection is cut. */
final class EndlessImport implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String line = """
            {"id": "%s", "name": "Again", "price": {"amount": 1.00, "currency": "EUR"}}
            """.formatted(Shop.unique("endless"));

    private final Socket socket;
    private final Meanwhile sending;
    private volatile boolean cutOff;

    /** @param token of an administrator */
    EndlessImport(Instance instance, String token) throws IOException {
        socket = RawHttp.open(URI.create(instance.base()).getPort());
        write("POST /products/import HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        sending = Meanwhile.repeat(this::send);
    }

    private void send() {
        try {
            write("%x\r\n%s\r\n".formatted(line.length(), line));
        } catch (IOException ended) {
            cutOff = true;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns whether nobody listens any more. */
    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public void close() throws IOException {
        sending.close();
        socket.close();
    }
}
