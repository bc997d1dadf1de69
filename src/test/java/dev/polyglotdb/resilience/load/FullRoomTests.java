package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.admission.FullRoom;
import dev.polyglotdb.platform.admission.SideRooms;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Requests that take long and have no place have a thread all the same, so there is room for a few of each kind. */
@ShopTest
class FullRoomTests {

    private static final String TRANSFER = "/products/export";
    private static final String EXPORT = "/users/me/export";

    private final Shop shop;
    private final SideRooms sideRooms;

    FullRoomTests(Shop shop, SideRooms sideRooms) {
        this.shop = shop;
        this.sideRooms = sideRooms;
    }

    @Test
    void whoeverFindsNoRoomToReadTheirDataIsRefusedAtOnce() {
        try (var full = FullRoom.of(sideRooms.forExports())) {
            assertRefused(shop.customer().get(EXPORT));
            assertThat(shop.customer().get("/users/me").status()).isEqualTo(200);
            assertThat(shop.admin().get(TRANSFER).status()).isEqualTo(200);
        }
        assertThat(shop.customer().get(EXPORT).status()).isEqualTo(200);
    }

    @Test
    void whoeverFindsNoRoomToReadOrWriteTheCatalogIsRefusedAtOnce() {
        try (var full = FullRoom.of(sideRooms.forTransfers())) {
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
