package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Answers that come late, twice, or not at all. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class LateAnswersTests {

    private static final int PAGE = 20;

    private final Shop shop;

    LateAnswersTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void theWalkIsTheOneThatWasChosenLastWhateverIsAnsweredLast(Browser browser) {
        var ada = shop.customer();
        var bought = shop.product("1.00");
        var other = shop.product("2.00");
        var another = shop.product("3.00");
        var neighbour = shop.customer();
        for (var product : List.of(bought, other, another)) {
            neighbour.orders(product, 1);
        }
        ada.orders(bought, 1);
        var list = "/recommend/" + ada.id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ada.get(list).texts("/items", "/productId").containsAll(List.of(other, another)));
        browser.visits(shop).as(ada).opens("#/for-you?walk=" + other);
        var network = browser.network().keeps("/walk/" + another);

        browser.chooses("[data-key='" + another + "']");
        network.awaits("/walk/" + another, 1);
        browser.chooses("[data-key='" + other + "']");
        network.awaits("/walk/" + other, 1);
        browser.seesNot("[aria-busy]");
        network.releases();

        browser.reads(list + "/walk/" + another);
        assertThat(browser.run("return document.querySelector('.walks h2').textContent"))
                .isEqualTo("Product " + other);
    }

    @Test
    void theFacetsAreThoseOfTheSearchThatIsShown(Browser browser) {
        var earlier = categoryOf(1);
        var later = categoryOf(1);
        browser.visits(shop).opens("#/catalog");
        var facetsOfEarlier = "q=" + earlier + "&facets";
        var network = browser.network().keeps(facetsOfEarlier);
        var search = "main input[type=search]";

        browser.types(search, earlier);
        network.awaits(facetsOfEarlier, 1);
        browser.types(search, Keys.chord(Keys.CONTROL, "a") + later)
                .reads("GET /products?q=" + later + "&facets")
                .seesNot("[aria-busy]");
        network.releases();

        browser.reads("GET /products?" + facetsOfEarlier);
        assertThat(facets(browser)).contains(later).doesNotContain(earlier);
    }

    private static String facets(Browser browser) {
        return String.valueOf(browser.run("return document.querySelector('.filters').innerText"));
    }

    @Test
    void theNextPageIsShownOnceHoweverOftenItIsAskedForAndItsFailureIsTold(Browser browser) {
        browser.visits(shop).opens("#/catalog?category=" + categoryOf(PAGE + 1)).sees(".card:nth-child(" + PAGE + ")");
        var network = browser.network()
                .keeps("cursor=")
                .answers("cursor=", 1, 500, "{\"title\": \"MongoDB is away\", \"store\": \"mongodb\"}");

        browser.presses("Show more").sees(".failure[data-store=mongodb] [role=alert]");
        network.awaits("cursor=", 2);
        browser.run("""
                const more = [...document.querySelectorAll('button')].find(each => each.textContent === 'Show more');
                more.click();
                more.click();""");
        network.releases();

        browser.sees(".card:nth-child(" + (PAGE + 1) + ")").seesNot(".failure").readsNot("Show more");
        assertThat(network.asked("cursor=")).isEqualTo(2);
        assertThat(browser.run("return document.querySelectorAll('.card').length"))
                .isEqualTo(PAGE + 1L);
    }

    /** Fills a new category with products, and returns its name. */
    private String categoryOf(int products) {
        var category = Shop.unique("category");
        var product = """
                {"id": "%s-%d", "name": "One of %s", "category": "%s", "price": {"amount": 1, "currency": "EUR"}}""";
        var lines = IntStream.range(0, products)
                .mapToObj(number -> product.formatted(category, number, category, category))
                .collect(Collectors.joining("\n"));
        var imported = shop.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", BodyPublishers.ofString(lines));
        assertThat(imported.number("/inserted")).as(imported.toString()).isEqualTo(products);
        return category;
    }
}
