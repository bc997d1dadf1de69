package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each view can be read by anybody, on any screen, and gives the browser nothing to complain about. */
@ShopTest
@ExtendWith(WithBrowser.class)
class ConsoleViewsTests {

    private static final int KILOBYTES_AT_MOST = 300;

    private final Shop shop;

    ConsoleViewsTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#/overview",
                "#/order",
                "#/order/{order}",
                "#/catalog",
                "#/catalog/{product}",
                "#/catalog/{product}/{product}",
                "#/timeline",
                "#/for-you",
                "#/operations",
                "#/break",
                "#/sign-in",
                "#/nowhere"
            })
    void everyViewCanBeReadInBothSchemesOnNarrowAndWideScreens(String view, Browser browser) {
        var admin = shop.admin();
        var product = shop.product("12.50");
        var order = admin.orders(product, 2).text("/id");
        browser.visits(shop).as(admin);
        browser.opens(view.replace("{order}", order).replace("{product}", product));
        for (var scheme : List.of("light", "dark")) {
            for (var width : List.of(Browser.NARROW, Browser.WIDE)) {
                browser.looks(width, scheme);

                assertThat(browser.overflow()).as("%s at %d", view, width).isZero();
                assertThat(browser.barriers())
                        .as("%s in %s at %d", view, scheme, width)
                        .isEmpty();
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void howLongEachStoreTookCanBeReadOnAPhone(Browser browser) {
        browser.visits(shop)
                .as(shop.customer())
                .opens("#/catalog/" + shop.product("3.00"))
                .looks(Browser.NARROW, "light")
                .chooses(".requests summary")
                .sees(".requests li .timing");

        var cut = browser.run("""
                return [...document.querySelectorAll('.request, .requests summary')]
                    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)""");

        assertThat(cut).isEqualTo(List.of());
    }

    @Test
    void thePageIsLightAndLoadsNothingFromElsewhere(Browser browser) {
        browser.visits(shop).opens("#/catalog");

        var loaded = browser.run("""
                return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)""");
        var elsewhere = browser.run("""
                return performance.getEntriesByType('resource').map(entry => entry.name)
                    .filter(name => !name.startsWith(location.origin))""");

        assertThat((Long) loaded).isBetween(1L, KILOBYTES_AT_MOST * 1000L);
        assertThat(elsewhere).isEqualTo(List.of());
    }
}
