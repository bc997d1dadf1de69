package dev.polyglotdb.products;

import static dev.polyglotdb.products.Outage.assertUnavailable;
import static dev.polyglotdb.products.Outage.timed;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;

/** A MongoDB that hangs delays no list for long, even with facets. */
@ShopTest
@SecondShop
class ListingOutageTests {

    private final Shop shop;
    private final StoreControl stores;

    ListingOutageTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
        shop.product("1.00");
    }

    @Test
    void aListWithCountsIsUnavailableInTime() {
        try (var mongodb = Outage.pause(stores, Engine.MONGODB)) {
            assertUnavailable(timed(() -> shop.anybody().get("/products?facets=category")), "mongodb");
        }
    }
}
