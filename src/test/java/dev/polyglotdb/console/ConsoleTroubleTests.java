package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the console shows when a store is away, and what it makes of texts that mean something to a browser. */
@ShopTest
@SecondShop
@ExtendWith(WithBrowser.class)
class ConsoleTroubleTests {

    private static final String RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd \u0639\u0627\u0644\u0645";

    private final Shop shop;
    private final StoreControl stores;

    ConsoleTroubleTests(Shop shop, StoreControl stores) {
        this.shop = shop;
        this.stores = stores;
    }

    @Test
    void aStoreThatIsAwayIsNamedAndTheViewComesBackByItself(Browser browser) {
        var customer = shop.customer();
        browser.visits(shop).as(customer);
        try (var outage = Outage.pause(stores, Engine.CASSANDRA)) {
            browser.opens("#/timeline").sees(".failure[data-store=cassandra]").reads("Tries again by itself");
            assertThat(browser.barriers()).isEmpty();

            browser.opens("#/overview").sees(".store-cards [data-store=cassandra] .badge.strong");
            browser.opens("#/timeline").sees(".failure[data-store=cassandra]");
            outage.close();
            browser.reads("Nothing happened in this time.");
        }
    }

    @Test
    void anOrderWaitsForAStoreThatIsAwayAndArrives(Browser browser) {
        var customer = shop.customer();
        var product = shop.product("3.00");
        browser.visits(shop).as(customer);
        try (var outage = Outage.pause(stores, Engine.NEO4J)) {
            var order = customer.orders(product, 1).text("/id");
            browser.opens("#/order/" + order)
                    .sees(".waits")
                    .reads("to the next attempt")
                    .reads("Neo4j is away");

            outage.close();
            browser.sees(".waterfall [data-store=neo4j] .bar").reads("[:BOUGHT");
        }
    }

    @Test
    void namesAreTextsWhateverTheyMeanToABrowser(Browser browser) {
        var id = Shop.unique("hostile");
        var name = "<img src=x onerror=\"document.title='owned'\"> " + RIGHT_TO_LEFT + " " + id;
        var product = """
                {"id": "%s", "name": %s, "description": %s, "brand": "<script>document.title='owned'</script>",
                 "price": {"amount": 1, "currency": "USD"}, "attributes": {"%s": "%s"}}""";
        var made = shop.admin()
                .post(
                        "/products",
                        product.formatted(id, quoted(name), quoted(name), "k".repeat(200), "<b>".repeat(20_000)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var order = shop.admin().orders(id, 1).text("/id");
        browser.visits(shop).as(shop.admin()).looks(Browser.NARROW, "light");

        for (var view : List.of("#/catalog?q=" + id, "#/catalog/" + id, "#/order/" + order)) {
            browser.opens(view).reads(RIGHT_TO_LEFT);

            assertThat(browser.run("return document.querySelectorAll('main img, main script, main b:has(b)').length"))
                    .isEqualTo(0L);
            assertThat(browser.overflow()).as(view).isZero();
        }
        assertThat((String) browser.run("return document.title")).doesNotContain("owned");
        assertThat(browser.complaints()).isEmpty();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }
}
