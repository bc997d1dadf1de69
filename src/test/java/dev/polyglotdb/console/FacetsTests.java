package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** How the catalog is narrowed down. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class FacetsTests {

    private static final int SHOWN = 8;

    private static final String PLAN = """
            {"collection": "products", "filter": {}, "sort": {}, "limit": %d, "stages": [], "indexes": [],
             "returned": 0, "keysExamined": 0, "documentsExamined": 0, "plan": {}}""";

    private final Shop shop;

    FacetsTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void facetsAreChosenTogetherAndStayInTheAddress(Browser browser) {
        var category = categoryOf(List.of("red", "blue", "green"));

        browser.visits(shop)
                .opens("#/catalog?category=" + category)
                .chooses("[data-key='attr.color=red']")
                .readsNot("A blue thing")
                .chooses("[data-key='attr.color=blue']")
                .reads("A red thing")
                .reads("A blue thing")
                .readsNot("A green thing");

        assertThat(browser.url()).contains("attr.color=red", "attr.color=blue");
    }

    @Test
    void whatIsUnfoldedStaysSoAndWhatHasTheFocusIsUnfolded(Browser browser) {
        var colors =
                IntStream.range(0, SHOWN + 2).mapToObj(number -> "c" + number).toList();
        var last = "[data-key='attr.color=c" + (SHOWN + 1) + "']";
        browser.visits(shop)
                .opens("#/catalog?category=" + categoryOf(colors) + "&attr.color=c0")
                .sees(".filters details:not([open]) " + last)
                .presses("2 more");

        browser.chooses(last).sees("fieldset > label " + last).sees(".filters details[open]");

        browser.presses("2 more").sees(".filters details:not([open])");
        browser.types(last, Keys.SPACE.toString()).sees(".filters details[open] " + last + ":focus");
    }

    @Test
    void thePlanOfTheNextSearchIsAsUnfoldedAsThatOfTheLast(Browser browser) {
        browser.visits(shop)
                .as(shop.admin())
                .opens("#/catalog")
                .presses("MongoDB How it finds this")
                .sees(".plan .stack");
        browser.network()
                .answers("GET /admin/catalog/plan", Network.ALWAYS, 200, PLAN.formatted(2))
                .answers("GET /admin/catalog/plan", 1, 200, PLAN.formatted(1));
        var search = "main input[type=search]";

        browser.types(search, "a").reads("limit(1)").presses("The whole plan");
        browser.types(search, "b").reads("limit(2)").sees(".plan .stack details[open]");
    }

    /** Fills a new category with a thing of each of these colors, and returns its name. */
    private String categoryOf(List<String> colors) {
        var category = Shop.unique("category");
        var thing = """
                {"id": "%s", "name": "A %s thing", "category": "%s", "attributes": {"color": "%s"},
                 "price": {"amount": 1, "currency": "EUR"}}""";
        for (var color : colors) {
            shop.admin().post("/products", thing.formatted(Shop.unique("thing"), color, category, color));
        }
        return category;
    }
}
