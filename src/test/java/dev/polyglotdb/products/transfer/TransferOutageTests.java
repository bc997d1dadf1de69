package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

/** MongoDB fails during an import or export. */
@ShopTest
@SecondShop
class TransferOutageTests extends ImportFixture {

    private static final int LARGE_PRODUCTS = 250;
    private static final int PATIENCE_MILLIS = 60_000;

    /** So that one has failed by then. The tests' exports wait two seconds more, at least. */
    private static final Duration LONGER_THAN_A_CALL = Duration.ofSeconds(3);

    /** These digits compress badly. */
    private static final String LARGE =
            new Random(1).ints(60_000, 0, 16).mapToObj(Integer::toHexString).collect(Collectors.joining());

    private final StoreControl stores;

    TransferOutageTests(Shop shop, MongoOperations mongo, StoreControl stores) {
        super(shop, mongo);
        this.stores = stores;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anImportEndsSoonAndReportsHowFarItGot(boolean silent) throws IOException {
        try (var upload = Upload.chunked(port, importer.admin().token())) {
            send(upload, 0, 500);
            await().atMost(Duration.ofSeconds(60)).until(() -> importer.get(250).status() == 200);
            try (var outage = silent ? Outage.pause(stores, Engine.MONGODB) : Outage.kill(stores, Engine.MONGODB)) {
                var begun = System.nanoTime();
                send(upload, 500, 1000);
                var answer = upload.answer();

                assertThat(Tally.since(begun)).isLessThan(Tally.BOUND.plus(Tally.SLACK));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).contains("Retry-After");
                assertThat(answer.json().at("/store").asString()).isEqualTo("mongodb");
                assertThat(answer.json().at("/detail").asString())
                        .matches("MongoDB can't be reached\\. All lines to number [1-9][0-9]* are done, .*");
            }
        }
        // Counted first: an import that is repeated finds its own products unchanged, too.
        assertThat(importer.exported()).hasSizeGreaterThanOrEqualTo(250);
        var lines = IntStream.range(0, 1000)
                .mapToObj(name -> importer.line(name, "1"))
                .toArray(String[]::new);
        var report = Shop.patiently(() -> importer.importLines(lines));
        assertThat(report.number("/inserted") + report.number("/unchanged")).isEqualTo(1000);
        assertThat(report.number("/unchanged")).isGreaterThanOrEqualTo(250);
    }

    private void send(Upload upload, int from, int to) throws IOException {
        for (var name = from; name < to; name++) {
            upload.send(importer.line(name, "1") + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutMongodbNoTransferStarts(boolean silent) {
        importer.admin();
        try (var outage = silent ? Outage.pause(stores, Engine.MONGODB) : Outage.kill(stores, Engine.MONGODB)) {
            Outage.assertUnavailable(Outage.timed(() -> importer.importLines(importer.line("a", "1"))), "mongodb");
            var export = Outage.timed(() -> importer.admin().get("/products/export"));
            Outage.assertUnavailable(export, "mongodb");
            assertThat(export.header("Content-Type")).hasValue("application/problem+json");
            assertThat(export.header("Content-Disposition")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Accept-Encoding: gzip\r\n"})
    void anUnfinishedExportDoesNotLookComplete(String coding) throws IOException {
        importMoreThanBuffersHold();
        try (var socket = beginExport(coding)) {
            var in = socket.getInputStream();
            var begin = new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
            assertThat(begin).startsWith("HTTP/1.1 200 ").contains("Transfer-Encoding: chunked");
            try (var outage = Outage.kill(stores, Engine.MONGODB)) {
                var rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);

                assertThat(rest).doesNotEndWith("\r\n0\r\n\r\n").doesNotContain("store-unavailable");
                assertThat(begin.contains("Content-Encoding: gzip")).isEqualTo(!coding.isEmpty());
                assertThat(rest.length()).isLessThan(200 * LARGE.length());
            }
        }
    }

    @Test
    void anExportWaitsForMongodbAndGoesOn() throws IOException {
        importMoreThanBuffersHold();
        try (var socket = beginExport("Connection: close\r\n")) {
            var in = socket.getInputStream();
            var answer = new ByteArrayOutputStream();
            answer.write(in.readNBytes(1 << 16));
            try (var outage = Outage.pause(stores, Engine.MONGODB)) {
                socket.setSoTimeout((int) LONGER_THAN_A_CALL.toMillis());
                assertThatThrownBy(() -> in.transferTo(answer)).isInstanceOf(SocketTimeoutException.class);
            }
            socket.setSoTimeout(PATIENCE_MILLIS);
            in.transferTo(answer);

            var chunks = answer.toString(StandardCharsets.UTF_8);
            assertThat(chunks).endsWith("\r\n0\r\n\r\n");
            var ids = Pattern.compile("\"id\":\"" + importer.id("\\d+") + "\"")
                    .matcher(chunks.replaceAll("\r\n[0-9a-f]+\r\n", ""))
                    .results()
                    .map(MatchResult::group);
            assertThat(ids).hasSize(LARGE_PRODUCTS).doesNotHaveDuplicates();
        }
    }

    /** More than the buffers between the two ends, so that an export blocks while nobody reads. */
    private void importMoreThanBuffersHold() {
        for (var first = 0; first < LARGE_PRODUCTS; first += 50) {
            importer.importLarge(first, first + 50, LARGE);
        }
    }

    private Socket beginExport(String headers) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1 << 16);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(("GET /products/export HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer "
                                + importer.admin().token() + "\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
