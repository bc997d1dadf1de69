package dev.polyglotdb.resilience.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/** The export of somebody who did more than fits in the buffers on the way, read no further than its beginning. */
final class SlowExport implements AutoCloseable {

    /** Of 900 kB each. All buffers on the way hold less than one, the application a page or two of 1.5 MB. */
    private static final int BATCHES = 6;

    /** An event of 15 kB. 60 of them are within the limit of a request. */
    private static final String EVENT =
            "{\"type\": \"VIEW\", \"data\": {\"note\": \"%s\"}}".formatted("0123456789abcde".repeat(1_000));

    private final Socket socket = new Socket();
    private final String begin;

    /** @param port that of the instance to read from */
    SlowExport(Person person, int port) {
        var batch = String.join(", ", Collections.nCopies(60, EVENT));
        for (var i = 0; i < BATCHES; i++) {
            assertThat(person.post("/activity", "[" + batch + "]").status()).isEqualTo(201);
        }
        try {
            socket.setReceiveBufferSize(1 << 16);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("GET /users/me/export HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(person.token())
                            .getBytes(StandardCharsets.US_ASCII));
            begin = new String(socket.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless it ends before the purchases, and as what is whole never does. */
    void assertBreaks() throws IOException {
        assertThat(assertEndsUnfinished()).doesNotContain("\"purchases\"");
    }

    /** Fails unless the rest, which is returned, ends as what is whole never does. */
    String assertEndsUnfinished() throws IOException {
        var rest = RawHttp.answer(socket);
        assertThat(begin).startsWith("HTTP/1.1 200").contains("\"activity\":[");
        assertThat(rest).doesNotEndWith("\r\n0\r\n\r\n");
        return rest;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
