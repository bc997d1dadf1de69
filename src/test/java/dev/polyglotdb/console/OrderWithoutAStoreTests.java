package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An order in its stores while one of them is away and asked again and again. */
@ShopTest
@SecondShop
@ExtendWith(WithBrowser.class)
class OrderWithoutAStoreTests {

    private static final int PRODUCTS = 3;
    private static final int PAUSE_MS = 2000;

    private final Shop shop;
    private final StoreControl stores;

    OrderWithoutAStoreTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
    }

    @Test
    void whatTheOtherStoresHoldStaysAsTheReaderHasItAndNoStoreIsAskedMoreAndMoreOften(Browser browser) {
        var customer = shop.customer();
        var items = Stream.of("1.00", "2.00", "3.00")
                .map(price -> "{\"productId\": \"%s\", \"quantity\": 1}".formatted(shop.product(price)))
                .toList();
        var tracedOrders = new TracedOrders(customer);
        var order = tracedOrders.place("{\"items\": %s}".formatted(items), null);
        tracedOrders.completed(order);
        browser.visits(shop).as(customer);
        try (var outage = Outage.pause(stores, Engine.CASSANDRA)) {
            browser.opens("#" + order.replace("orders", "order")).reads("Cassandra is away");
            var network = browser.network();
            browser.run("window.begun = performance.now();"
                    + " window.kept = document.querySelector('article[data-store=mongodb] pre')");
            for (var product = 0; product < PRODUCTS; product++) {
                browser.presses("Read it");
                network.awaits("GET /products/", product + 1);
            }

            network.awaits("/trace", 2 * PRODUCTS);

            assertThat(browser.run("return kept.isConnected")).isEqualTo(true);
            assertThat((Boolean) browser.run(
                            "return network.asked.filter(call => call.endsWith('/trace')).length"
                                    + " <= arguments[0] + 1 + (performance.now() - begun) / arguments[1]",
                            PRODUCTS,
                            PAUSE_MS))
                    .isTrue();
            outage.close();
            browser.readsNot("Cassandra is away").reads("activity_by_user");
            assertThat(browser.run("return kept.isConnected")).isEqualTo(true);
        }
    }
}
