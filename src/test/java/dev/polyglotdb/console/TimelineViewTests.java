package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users see of themselves, and get of it. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class TimelineViewTests {

    private static final String HIDDEN = "What is chosen above hides it.";

    private final Shop shop;

    TimelineViewTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void whoWavesIsToldSoAndWhetherItIsHidden(Browser browser) {
        browser.visits(shop).as(shop.customer()).opens("#/timeline?type=SEARCHED");

        browser.presses("Wave, and see it here").reads("Waved at ").reads(HIDDEN);
        browser.chooses("option[value=WAVED]").sees(".day li").readsNot("Waved at ");
        browser.presses("Wave, and see it here").reads("Waved at ").sees(".day li:nth-child(2)");
        assertThat(browser.text()).doesNotContain(HIDDEN);

        for (var past : List.of("?to=2026-01-01", "?from=2999-01-01")) {
            browser.opens("#/timeline" + past).presses("Wave, and see it here").reads(HIDDEN);
        }
    }

    @Test
    void whatWasExportedIsKeptUntilTheNextExportOrAnotherView(Browser browser) {
        browser.visits(shop).as(shop.customer()).opens("#/timeline");
        browser.run("""
                window.revoked = [];
                const revoke = URL.revokeObjectURL;
                URL.revokeObjectURL = url => {
                    revoked.push(url);
                    revoke.call(URL, url);
                };""");
        var kept = "return revoked.includes(document.querySelector('a[download]').href)";

        browser.presses("Get my data").sees("a[download]").run("window.first = document.querySelector('a[download]')");
        assertThat(browser.run(kept)).isEqualTo(false);
        browser.presses("Get my data").sees("a[download]");
        browser.run("window.second = document.querySelector('a[download]')");
        assertThat(browser.run("return revoked.includes(first.href)")).isEqualTo(true);
        assertThat(browser.run(kept)).isEqualTo(false);

        browser.goes("#/catalog").sees(".card");
        assertThat(browser.run("return revoked.includes(second.href)")).isEqualTo(true);
    }
}
