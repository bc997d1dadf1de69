package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.engines.faults.Lab;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The view that breaks stores, where they can be broken. */
@ShopTest
@SecondShop
@DirtiesContext
@ActiveProfiles(DevelopmentRelays.PROFILE)
@ExtendWith(WithBrowser.class)
class BreakViewTests {

    private final Shop shop;

    BreakViewTests(Shop shop) {
        this.shop = shop;
    }

    @AfterEach
    void healAll() {
        new Lab(shop).healAll();
    }

    @Test
    void aClickFreezesRedisThePageTellsWhatClientsGetAndAClickHealsIt(Browser browser) {
        browser.visits(shop).as(shop.admin()).opens("#/break").sees(".answers").seesNot(".answers .badge.strong");
        assertReadable(browser);

        browser.chooses("[data-key=redisfreeze]")
                .sees(".broken[data-store=redis] [data-key=redisheal]:enabled")
                .sees(".answers .badge.strong");
        // On a busy machine another store may be late for one round.
        await().untilAsserted(() -> assertThat(browser.run("""
                return [...document.querySelectorAll('.answers li')]
                    .map(answer => answer.firstChild.textContent + ' ' + answer.lastChild.textContent)"""))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("auth 503", "users 503", "orders 503", "activity 503", "products 200"));
        assertReadable(browser);

        browser.chooses("[data-key=redisheal]").seesNot(".broken").seesNot(".answers .badge.strong");
        assertThat(browser.complaints())
                .allMatch(complaint -> complaint.contains("the server responded with a status of 503"));
    }

    private static void assertReadable(Browser browser) {
        for (var width : List.of(Browser.NARROW, Browser.WIDE)) {
            browser.looks(width, "light");
            assertThat(browser.overflow()).as("at %d", width).isZero();
            assertThat(browser.barriers()).as("at %d", width).isEmpty();
        }
    }
}
