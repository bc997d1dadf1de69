package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;

/** Every response tells its client, and whoever looks into slowness, where the time went. */
@ShopTest
class ServerTimingTests {

    private final Shop shop;

    ServerTimingTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void everyResponseTellsWhatItsTimeWentTo() {
        var ada = shop.customer();

        assertThat(ada.get("/users/me").header("Server-Timing").orElse(""))
                .matches("postgres;dur=[0-9.]+, redis;dur=[0-9.]+, total;dur=[0-9.]+");
        assertThat(shop.anybody()
                        .get("/products?limit=100")
                        .header("Server-Timing")
                        .orElse(""))
                .matches("mongodb;dur=[0-9.]+, total;dur=[0-9.]+");
        assertThat(shop.anybody().get("/nothing").header("Server-Timing").orElse(""))
                .matches("total;dur=[0-9.]+");
        assertThat(shop.anybody().get("/users/me").header("Server-Timing").orElse(""))
                .matches("total;dur=[0-9.]+");
    }
}
