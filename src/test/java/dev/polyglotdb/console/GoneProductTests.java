package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stores of an order of which a product was deleted since. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class GoneProductTests {

    private static final String READS = "article[data-store=redis] .part:nth-of-type(%d) button";

    private final Shop shop;
    private final Person customer;
    private final String kept;
    private final String gone;
    private final String order;

    GoneProductTests(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer();
        this.kept = shop.product("3.00");
        this.gone = shop.product("4.00");
        var lines = "{\"items\": [{\"productId\": \"%s\", \"quantity\": 1}, {\"productId\": \"%s\", \"quantity\": 1}]}";
        this.order = new TracedOrders(customer).place(lines.formatted(gone, kept), null);
    }

    @Test
    void aProductThatWasDeletedIsToldToBeGone() {
        delete();

        var documents = await().until(
                        () -> customer.get(order + "/trace").at("/stores/mongodb/documents"),
                        found -> found.size() == 2);

        assertThat(documents.at("/0/productId").asString()).isEqualTo(gone);
        assertThat(documents.at("/0/exists").asBoolean()).isFalse();
        assertThat(documents.at("/0/document").isNull()).isTrue();
        assertThat(documents.at("/1/exists").asBoolean()).isTrue();
        assertThat(documents.at("/1/document/_id").asString()).isEqualTo(kept);
    }

    @Test
    void whatIsGoneIsNotOfferedToBeRead(Browser browser) {
        browser.visits(shop).as(customer).opens("#" + order.replace("orders", "order"));
        browser.sees(READS.formatted(1)).sees(READS.formatted(2));

        delete();

        browser.presses("Cancel the order")
                .reads("Gone from the catalog; the order keeps its own name and price.")
                .reads("Not cached: there is nothing to read.")
                .seesNot(READS.formatted(1))
                .sees(READS.formatted(2));
        assertThat(browser.complaints()).isEmpty();
    }

    private void delete() {
        var deleted = shop.admin().client().send("DELETE", "/products/" + gone, HttpRequest.BodyPublishers.noBody());
        assertThat(deleted.status()).isEqualTo(204);
    }
}
