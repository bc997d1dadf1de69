package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a screen reader is told: each thing once. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class AnnouncementsTests {

    private static final String ALERT_IS_THE_SAME = "return document.querySelector('[role=alert]') === window.told";
    private static final String NOTE_THE_ALERT = "window.told = document.querySelector('[role=alert]')";

    private final Shop shop;

    AnnouncementsTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aProblemIsToldOnceHoweverOftenItIsTriedAgain(Browser browser) {
        browser.visits(shop).as(shop.customer()).opens("#/timeline");
        var network =
                browser.network().answers("GET /activity", Network.ALWAYS, 503, "{\"title\": \"A store is away\"}");

        browser.chooses("option[value=WAVED]").sees("[role=alert]").sees(".failure [role=timer]");
        browser.run(NOTE_THE_ALERT);
        network.awaits("GET /activity", 3);

        assertThat(browser.run(ALERT_IS_THE_SAME)).isEqualTo(true);
        assertThat(browser.run("return told.textContent").toString())
                .contains("A store is away")
                .doesNotContain("Tries again");
        network.heals();
        browser.reads("Nothing happened in this time.");
    }

    @Test
    void anOverviewWithoutAnswersSaysSoOnceAndCallsNoStoreUp(Browser browser) {
        browser.visits(shop).opens("#/overview").sees(".store-cards article");
        var health = "/actuator/health/stores";
        var network = browser.network().loses(health, Network.ALWAYS);

        browser.sees(".store-cards [role=alert]").run(NOTE_THE_ALERT);
        network.awaits(health, (int) network.asked(health) + 2);

        assertThat(browser.run(ALERT_IS_THE_SAME)).isEqualTo(true);
        assertThat(browser.run("return [...document.querySelectorAll('.flow .badge')].map(each => each.textContent)"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .hasSize(6)
                .containsOnly("unknown");
        network.heals();
        browser.seesNot("[role=alert]").sees(".flow .badge:not(.strong)");
    }

    @Test
    void howFarAnExportHasComeIsShownAndNotReadAloud(Browser browser) {
        var customer = shop.customer();
        customer.orders(shop.product("3.00"), 1);

        browser.visits(shop)
                .as(customer)
                .opens("#/timeline")
                .presses("Get my data")
                .reads("That is all.");

        assertThat(browser.run(
                        "return [...document.querySelectorAll('.results [aria-live]')].map(each => each.innerText)"))
                .isEqualTo(List.of("That is all. Save person.json"));
    }
}
