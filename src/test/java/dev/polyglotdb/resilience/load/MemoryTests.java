package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.TakingTurns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Many clients send the largest accepted bodies, shaped to use the most memory, to an instance with a heap of 256 MB.
 * Or they read large answers slowly. Some may be rejected for now. The instance stays alive and serves other requests.
 */
@ShopTest
@Order(TakingTurns.LAST)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryTests {

    private static final Logger log = LoggerFactory.getLogger(MemoryTests.class);

    private static final int CLIENTS = 25;
    private static final int SILENT = 100;
    private static final int SLOW = 10;
    private static final int MEBIBYTE = 1 << 20;

    /** 280 MiB in all, for a heap of 256. */
    private static final int IMPORTED_LINES = 560;

    private final Shop shop;
    private final ApplicationContext context;
    private Instance instance;

    MemoryTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @BeforeAll
    void start() {
        instance = Instance.start(context);
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @Test
    void bodiesFullOfUnknownMembersFromAnybody() {
        var members =
                IntStream.range(0, 100_000).mapToObj("\"%x\":0"::formatted).collect(Collectors.joining(","));
        flood("/users", "", "{" + members + "}", 400);
    }

    @Test
    void bodiesOfTheSmallestNumbersFromAnybody() {
        flood("/auth/login", "", "{\"email\": [" + "0,".repeat(MEBIBYTE / 2 - 20) + "0]}", 400);
    }

    @Test
    void productsOfTheSmallestObjects() {
        var admin = shop.admin().token();
        flood("/products", admin, "{\"attributes\": {\"a\": [" + "{},".repeat(MEBIBYTE / 3 - 20) + "0]}}", 400);
    }

    @Test
    void batchesOfAThousandEvents() {
        var data = "\"x\":[" + "[],".repeat(300) + "[]]";
        var events = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"type\":\"VIEW\",\"data\":{%s}}".formatted(data))
                .collect(Collectors.joining(",", "[", "]"));
        flood("/activity", shop.customer().token(), events, 201);
    }

    /** The body is larger than the heap. Its lines are long and cheap: a product and blanks. */
    @Test
    void anImportThatIsLargerThanTheHeap() {
        var id = Shop.unique("imported");
        var line = ("{\"id\": \"%s\", \"name\": \"N\", \"price\": {\"amount\": 1, \"currency\": \"EUR\"}}".formatted(id)
                        + " ".repeat(MEBIBYTE / 2) + "\n")
                .getBytes(StandardCharsets.UTF_8);

        var reply = instance.client()
                .withToken(shop.admin().token())
                .with("Content-Type", "application/x-ndjson")
                .send(
                        "POST",
                        "/products/import",
                        BodyPublishers.ofByteArrays(Collections.nCopies(IMPORTED_LINES, line)));

        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        assertThat(reply.number("/inserted") + reply.number("/unchanged")).isEqualTo(IMPORTED_LINES);
        othersAreServed();
    }

    /** A heap of 256 MB has room for their JSON, 5.5 MB each, but not for all of the trees. */
    @Test
    void pagesOfLargeProductsThatAreReadSlowly() throws IOException {
        try (var readers = new SlowReaders(shop.admin(), port())) {
            for (var i = 0; i < SLOW; i++) {
                assertThat(readers.begin()).isEqualTo(200);
            }
            othersAreServed();
        }
    }

    @Test
    void bodiesThatStopJustBeforeTheirEnd() throws IOException {
        var sockets = Parallel.each(SILENT, i -> begin());
        try {
            othersAreServed();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private void flood(String path, String token, String body, int expected) {
        assertThat(body).hasSizeBetween(MEBIBYTE * 3 / 4, MEBIBYTE);
        var client = token.isEmpty() ? instance.client() : instance.client().withToken(token);
        var json = client.with("Content-Type", "application/json");

        var statuses = Parallel.each(
                CLIENTS,
                i -> json.send("POST", path, BodyPublishers.ofString(body)).status());

        log.info("{}: {}", path, count(statuses));
        assertThat(Set.copyOf(statuses)).contains(expected).isSubsetOf(expected, 503);
        othersAreServed();
    }

    private static TreeMap<Integer, Long> count(List<Integer> statuses) {
        return statuses.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private void othersAreServed() {
        var ada = shop.customer();
        var client = instance.client().withToken(ada.token());
        assertThat(client.get("/users/me").status()).isEqualTo(200);
        assertThat(client.post("/activity", "{\"type\": \"VIEW\"}").status()).isEqualTo(201);
        log.info("heap after the latest collections: {}", heap());
    }

    private String heap() {
        var admin = instance.client().withToken(shop.admin().token());
        return admin.get("/actuator/prometheus")
                .http()
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("jvm_gc_live_data_size_bytes") || line.startsWith("jvm_gc_memory_promoted"))
                .collect(Collectors.joining(", "));
    }

    private int port() {
        return URI.create(instance.base()).getPort();
    }

    private Socket begin() {
        try {
            var socket = RawHttp.open(port());
            var head = "POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    .formatted(MEBIBYTE);
            try {
                socket.getOutputStream().write((head + " ".repeat(MEBIBYTE - 1)).getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException putOff) {
                // Rejected by the limit that this test checks.
            }
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
