package dev.polyglotdb.products;

import static dev.polyglotdb.products.Outage.assertUnavailable;
import static dev.polyglotdb.products.Outage.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.stores.Engine;
import dev.polyglotdb.stores.StoreControl;
import dev.polyglotdb.web.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A MongoDB that falls silent keeps no list waiting, whatever is to be counted. */
@ShopTest
class ListingOutageTests {

    private static final ProductQuery COUNTED = ProductParameters.read(Map.of("facets", List.of("category")));

    private final Shop shop;
    private final StoreControl stores;
    private final ProductListings listings;

    ListingOutageTests(Shop shop, StoreControl stores, ProductListings listings) {
        this.shop = shop;
        this.stores = stores;
        this.listings = listings;
        shop.product("1.00");
    }

    @Test
    void aListWithCountsIsUnavailableInTime() {
        try (var mongodb = Outage.pause(stores, Engine.MONGODB)) {
            assertUnavailable(timed(() -> shop.anybody().get("/products?facets=category")), "mongodb");
        }
    }

    @Test
    void theCountsHaveNoMoreTimeThanThePageHasLeft() {
        var begun = System.nanoTime();
        var deadline = Deadline.in(ProductService.ANSWER);
        assertThat(listings.page(COUNTED, null, 1, deadline)).hasSize(1);
        try (var mongodb = Outage.pause(stores, Engine.MONGODB)) {
            assertThatThrownBy(() -> listings.facets(COUNTED, deadline)).isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }
}
