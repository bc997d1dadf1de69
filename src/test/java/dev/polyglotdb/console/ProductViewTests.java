package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a visitor sees of products that are unlike the usual ones. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class ProductViewTests {

    private final Shop shop;

    ProductViewTests(Shop shop) {
        this.shop = shop;
    }

    private String product(String price, String attributes) {
        var id = Shop.unique("seen");
        var reply = shop.admin().post("/products", """
                {"id": "%s", "name": "Seen", "price": %s, "attributes": %s}""".formatted(id, price, attributes));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return id;
    }

    @Test
    void anAttributeMayBeNamedAsWhatEveryObjectHas(Browser browser) {
        var price = "{\"amount\": 1, \"currency\": \"EUR\"}";
        var one = product(price, "{\"constructor\": \"Sauber\"}");
        var other = product(price, "{\"colour\": \"red\"}");

        browser.visits(shop)
                .opens("#/catalog/" + one + "/" + other)
                .reads("2 attributes, 0 of them in both")
                .readsNot("native code");
    }

    @Test
    void aPriceHasAllItsDecimalsWhateverTheBrowserKnowsOfTheCurrency(Browser browser) {
        var product = product("{\"amount\": 0.250, \"currency\": \"IQD\"}", "{}");

        browser.visits(shop).opens("#/catalog/" + product).reads("0.25");
    }
}
