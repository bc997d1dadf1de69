package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoOperations;

/** Connections that end before the file does. */
@ShopTest
class BrokenImportTests {

    private static final int WHOLE_LINES = 950;

    private final Importer importer;

    @LocalServerPort
    private int port;

    private Upload upload;

    BrokenImportTests(Shop shop, MongoOperations mongo) {
        importer = new Importer(shop, mongo);
    }

    @BeforeEach
    void sendAllButTheEndOfALine() throws IOException {
        upload = Upload.chunked(port, importer.admin().token());
        for (var name = 0; name < WHOLE_LINES; name++) {
            upload.send(importer.line(name, "1") + "\n");
        }
        var unfinished = importer.line("unfinished", "1");
        upload.send(unfinished.substring(0, unfinished.length() / 2));
        // Complete batches are written while the client has not sent the rest yet.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> importer.get(WHOLE_LINES / 2).status() == 200);
    }

    @AfterEach
    void clear() throws IOException {
        upload.close();
        importer.clear();
    }

    @Test
    void hangingUpInTheMiddleOfALineLeavesOnlyWholeProducts() throws IOException {
        upload.breakOff();

        var answer = upload.answer();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/type").asString()).isEqualTo("/problems/bad-request");
        assertOnlyWholeProducts();
    }

    @Test
    void hangingUpInTheMiddleOfAChunkLeavesOnlyWholeProducts() throws IOException {
        upload.write("ffff\r\n" + importer.line("unfinished-2", "1") + "\n{");
        upload.breakOff();

        assertThat(upload.answer().status()).isEqualTo(400);
        assertOnlyWholeProducts();
    }

    @Test
    void malformedChunksLeaveOnlyWholeProducts() throws IOException {
        upload.write("not a chunk\r\n");

        assertThat(upload.answer().status()).isEqualTo(400);
        assertOnlyWholeProducts();
    }

    @Test
    void aResetConnectionLeavesOnlyWholeProductsAndTheNextImportCompletesThem() throws IOException {
        upload.reset();

        var lines = new String[WHOLE_LINES];
        for (var name = 0; name < WHOLE_LINES; name++) {
            lines[name] = importer.line(name, "1");
        }
        var report = importer.importLines(lines);
        assertThat(report.number("/inserted") + report.number("/unchanged")).isEqualTo(WHOLE_LINES);
        assertThat(report.number("/unchanged")).isGreaterThan(WHOLE_LINES / 2);
        assertOnlyWholeProducts();
        assertThat(importer.exported()).hasSize(WHOLE_LINES);
    }

    private void assertOnlyWholeProducts() {
        var exported = importer.exported();
        assertThat(exported)
                .hasSizeBetween(WHOLE_LINES / 2, WHOLE_LINES)
                .allSatisfy(line -> assertThat(line)
                        .matches("\\{\"id\":\"" + importer.id("\\d+")
                                + "\",\"name\":\"Product \\d+\",\"price\":\\{\"amount\":1.00,"
                                + "\"currency\":\"EUR\"},\"attributes\":\\{},\"version\":1,.*}"));
        assertThat(importer.get("unfinished").status()).isEqualTo(404);
    }
}
