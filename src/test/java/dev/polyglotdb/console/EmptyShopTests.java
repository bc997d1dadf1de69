package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where there is nothing, as in a shop that has just begun. The shop of the tests is full of things. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class EmptyShopTests {

    private static final String NO_PRODUCT = "{\"items\": [], \"nextCursor\": null, \"facets\": {}}";
    private static final String SIDE_BY_SIDE = "A laptop beside a novel";

    private final Shop shop;

    EmptyShopTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource({
        "personal, false, you have bought all that others bought",
        "popular, false, There is nothing to recommend yet",
        "popular, true, Neo4j did not answer in time"
    })
    void aListOfRecommendationsIsEmptyForAReason(String strategy, String truncated, String reason, Browser browser) {
        browser.visits(shop).as(shop.customer()).opens("#/overview");
        browser.network().answers("GET /recommend/", 1, 200, """
                {"userId": 1, "strategy": "%s", "items": [], "truncated": %s}""".formatted(strategy, truncated));

        browser.goes("#/for-you").reads(reason);

        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void onlyWhoeverHasNarrowedDownIsToldThatNothingMatches(Browser browser) {
        browser.visits(shop).as(shop.customer()).opens("#/overview");
        browser.network().answers("GET /products?", Network.ALWAYS, 200, NO_PRODUCT);

        browser.goes("#/catalog").reads("The catalog has no product yet.");
        browser.types("main input[type=search]", "moon").reads("No product matches all of this.");
        browser.goes("#/order").reads("The catalog has no product yet.");
        browser.types("main input[type=search]", "moon").reads("No product has these words.");
    }

    @Test
    void whoHasNoAccountIsToldWhatMakesOne(Browser browser) {
        browser.visits(shop).opens("#/sign-in").reads("No account yet? POST /users makes one.");

        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void twoProductsAreOfferedSideBySideOnlyIfBothAreThere(Browser browser) {
        var one = "{\"items\": [{\"id\": \"%s\"}]}";
        browser.visits(shop).opens("#/overview");
        var network = browser.network()
                .answers("q=halvory", Network.ALWAYS, 200, one.formatted("halvory-slate-14"))
                .answers("q=a+short+walk", 1, 200, one.formatted("a-long-walk"));

        browser.goes("#/catalog").sees(".cards");
        network.awaits("q=a+short+walk", 1);
        assertThat(browser.text()).doesNotContain(SIDE_BY_SIDE);

        network.answers("q=a+short+walk", 1, 200, one.formatted("a-short-walk-to-the-moon"));
        browser.goes("#/overview").sees(".hero");
        browser.goes("#/catalog").reads(SIDE_BY_SIDE);
    }
}
