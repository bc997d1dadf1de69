package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.Time;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoOperations;

/** An export over a slow line. It may take as long as it takes. */
@ShopTest
@SideBySide
class ExportPaceTests extends ImportFixture {

    /** In bytes a second. */
    private static final int ONE_MBIT = 125_000;

    private static final String LARGE = "x".repeat(60_000);
    private static final int FIRST = 100;
    private static final int PORTION = 50;

    /** Much more than all buffers on the way hold. */
    private static final int PRODUCTS = 100;

    private final StoreTimeouts timeouts;
    private final Duration writeTimeout;

    ExportPaceTests(
            Shop shop,
            MongoOperations mongo,
            StoreTimeouts timeouts,
            @Value("${server.tomcat.connection-timeout}") Duration writeTimeout) {
        super(shop, mongo);
        this.timeouts = timeouts;
        this.writeTimeout = writeTimeout;
    }

    private void importLarge(int products) {
        for (var first = FIRST; first < FIRST + products; first += PORTION) {
            importer.importLarge(first, first + PORTION, LARGE);
        }
    }

    /** Only as long as no call of a store may take, since the whole takes most of a minute. */
    @Test
    void aClientOfOneMbitGetsEverything() throws IOException {
        importLarge(PRODUCTS);
        try (var reader = new ExportReader(port, importer.admin().token())) {
            reader.readAt(ONE_MBIT, timeouts.responseTime().multipliedBy(2));
            assertThat(reader.waiting()).isLessThan(1 << 20);
            reader.readRest();

            assertThat(reader.lines(importer.id(""))).hasSize(PRODUCTS);
        }
    }

    @Test
    @Tag("measurement")
    void aClientOfOneMbitGetsEverythingThoughItReadsForLongerThanAWriteMayTake() throws IOException {
        importLarge(PRODUCTS);
        var begin = System.nanoTime();
        try (var reader = new ExportReader(port, importer.admin().token())) {
            reader.readAt(ONE_MBIT, Duration.ofMinutes(10));

            assertThat(reader.lines(importer.id(""))).hasSize(PRODUCTS);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(writeTimeout.multipliedBy(2));
        }
    }

    /** The pause is longer than any call of a store may take. By then no more was read than all buffers hold. */
    @Test
    void aSlowReaderGetsEverythingAndWhatChangesAheadAsItIsByThen() throws IOException {
        importLarge(3 * PRODUCTS);
        try (var reader = new ExportReader(port, importer.admin().token())) {
            // What others have in the catalog may come before.
            while (reader.lines(importer.id("")).isEmpty()) {
                assertThat(reader.read(1 << 16)).isTrue();
            }
            var last = FIRST + 3 * PRODUCTS - 1;
            importer.importLines(importer.line(FIRST, "2"), importer.line(last, "2"));
            Time.pass(timeouts.responseTime().plusMillis(500));
            assertThat(reader.waiting()).isLessThan(1 << 20);
            reader.readRest();

            var lines = reader.lines(importer.id(""));
            assertThat(lines).hasSize(3 * PRODUCTS);
            assertThat(lines.get(0)).contains("\"amount\":1.00");
            assertThat(lines.get(3 * PRODUCTS - 1)).contains("\"amount\":2.00").doesNotContain(LARGE);
        }
    }
}
