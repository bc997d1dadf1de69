package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

/** MongoDB fails during an import or export. */
@ShopTest
@SecondShop
class TransferOutageTests extends ImportFixture {

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

                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Tally.BOUND.plus(Tally.SLACK));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).contains("Retry-After");
                assertThat(answer.json().at("/store").asString()).isEqualTo("mongodb");
                assertThat(answer.json().at("/detail").asString())
                        .matches("MongoDB can't be reached\\. All lines to number [1-9][0-9]* are done, .*");
            }
        }
        var report = importer.importLines(IntStream.range(0, 1000)
                .mapToObj(name -> importer.line(name, "1"))
                .toArray(String[]::new));
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

    /** Exports more than all buffers between the two ends can hold, so that the export blocks while nobody reads. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Accept-Encoding: gzip\r\n"})
    void anUnfinishedExportDoesNotLookComplete(String coding) throws IOException {
        // These digits compress badly.
        var large =
                new Random(1).ints(60_000, 0, 16).mapToObj(Integer::toHexString).collect(Collectors.joining());
        for (var some = 0; some < 10; some++) {
            var first = some * 50;
            importer.importLarge(first, first + 50, large);
        }
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(1 << 16);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.getOutputStream()
                    .write(("GET /products/export HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer "
                                    + importer.admin().token() + "\r\n" + coding + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();
            var begin = new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
            assertThat(begin).startsWith("HTTP/1.1 200 ").contains("Transfer-Encoding: chunked");
            try (var outage = Outage.kill(stores, Engine.MONGODB)) {
                var rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);

                assertThat(rest).doesNotEndWith("\r\n0\r\n\r\n").doesNotContain("store-unavailable");
                assertThat(begin.contains("Content-Encoding: gzip")).isEqualTo(!coding.isEmpty());
                assertThat(rest.length()).isLessThan(450 * large.length());
            }
        }
    }
}
