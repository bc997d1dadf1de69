package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoOperations;

/** An export over a slow line, which is never idle. It may take as long as it takes. */
@ShopTest
class ExportPaceTests extends ImportFixture {

    /** In bytes a second. */
    private static final int ONE_MBIT = 125_000;

    /** Of 60 kB each: much more than all buffers on the way hold. */
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

    @BeforeEach
    void fill() {
        var large = "x".repeat(60_000);
        importer.importLarge(100, 100 + PRODUCTS / 2, large);
        importer.importLarge(100 + PRODUCTS / 2, 100 + PRODUCTS, large);
    }

    /** Only as long as no call of a store may take, since the whole takes most of a minute. */
    @Test
    void aClientOfOneMbitGetsEverything() throws IOException {
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
        var begin = System.nanoTime();
        try (var reader = new ExportReader(port, importer.admin().token())) {
            reader.readAt(ONE_MBIT, Duration.ofMinutes(10));

            assertThat(reader.lines(importer.id(""))).hasSize(PRODUCTS);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(writeTimeout.multipliedBy(2));
        }
    }
}
