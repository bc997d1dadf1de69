package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.admission.Bulkheads;
import dev.polyglotdb.platform.admission.FullBulkhead;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Requests that take long and have no place have a thread all the same, so bulkheads admit a few of each kind. */
@ShopTest
class FullBulkheadTests {

    private static final String TRANSFER = "/products/export";
    private static final String EXPORT = "/users/me/export";

    private final Shop shop;
    private final Bulkheads bulkheads;

    FullBulkheadTests(Shop shop, Bulkheads bulkheads) {
        this.shop = shop;
        this.bulkheads = bulkheads;
    }

    @Test
    void whoeverExportsTheirDataIsRefusedAtOnceIfTheBulkheadIsFull() {
        try (var full = FullBulkhead.of(bulkheads.forExports())) {
            assertRefused(shop.customer().get(EXPORT));
            assertThat(shop.customer().get("/users/me").status()).isEqualTo(200);
            assertThat(shop.admin().get(TRANSFER).status()).isEqualTo(200);
        }
        assertThat(shop.customer().get(EXPORT).status()).isEqualTo(200);
    }

    @Test
    void whoeverTransfersTheCatalogIsRefusedAtOnceIfTheBulkheadIsFull() {
        try (var full = FullBulkhead.of(bulkheads.forTransfers())) {
            assertRefused(shop.admin().get(TRANSFER));
            assertRefused(shop.admin()
                    .client()
                    .with("Content-Type", "application/x-ndjson")
                    .send("POST", "/products/import", BodyPublishers.ofString("{}")));
            assertThat(shop.customer().get(EXPORT).status()).isEqualTo(200);
        }
        assertThat(shop.admin().get(TRANSFER).status()).isEqualTo(200);
    }

    private static void assertRefused(Reply refused) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("overloaded");
        assertThat(refused.header("Retry-After")).isPresent();
    }
}
