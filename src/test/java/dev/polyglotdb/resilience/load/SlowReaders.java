package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients that ask for the largest page of large products and read no further than its beginning. */
final class SlowReaders implements AutoCloseable {

    private static final int PRODUCTS = 100;

    /** 55 kB. As trees, 350 kB. A page of them is twice what all buffers on the way hold. */
    private static final String ATTRIBUTES =
            "{\"text\": \"%s\", \"empty\": [%s{}]}".formatted("a".repeat(45_000), "{},".repeat(3_400));

    private final String path = "/products?limit=%d&category=%s".formatted(PRODUCTS, Shop.unique("large"));
    private final List<Socket> sockets = new ArrayList<>();
    private final int port;

    /** @param port that of the instance to read from */
    SlowReaders(Person admin, int port) {
        this.port = port;
        var category = path.substring(path.lastIndexOf('=') + 1);
        var lines = IntStream.range(0, PRODUCTS)
                .mapToObj(i -> """
                        {"id": "%1$s-%2$d", "name": "N", "category": "%1$s", \
                        "price": {"amount": 1, "currency": "EUR"}, "attributes": %3$s}
                        """.formatted(category, i, ATTRIBUTES))
                .collect(Collectors.joining());
        var imported = admin.client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", BodyPublishers.ofString(lines));
        assertThat(imported.number("/inserted")).as("%s", imported).isEqualTo(PRODUCTS);
    }

    /** Returns the status of one more answer, of which the rest is on its way as long as nobody reads. */
    int begin() throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(1 << 16);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: shop\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII));
        var line = new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    @Override
    public void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
