package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a screen reader is told: each thing once. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class AnnouncementsTests {

    private static final String ALERT_IS_THE_SAME = "return document.querySelector('[role=alert]') === window.told";
    private static final String NOTE_THE_ALERT = "window.told = document.querySelector('[role=alert]')";

    private static final String HEALTH = "/actuator/health/stores";
    private static final String NOT_FOUND = "{\"title\": \"Not Found\", \"status\": 404}";

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
        var network = browser.network().loses(HEALTH, Network.ALWAYS);

        browser.sees(".store-cards [role=alert]").run(NOTE_THE_ALERT);
        network.awaits(HEALTH, (int) network.asked(HEALTH) + 2);

        assertThat(browser.run(ALERT_IS_THE_SAME)).isEqualTo(true);
        assertThat(browser.run("return [...document.querySelectorAll('.flow .badge')].map(each => each.textContent)"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .hasSize(6)
                .containsOnly("unknown");
        network.heals();
        browser.seesNot("[role=alert]").sees(".flow .badge:not(.strong)");
    }

    /** As with a port for the actuator, or behind a proxy that refuses its path. */
    @Test
    void anOverviewThatMayNotKnowTheStatesSaysSoAndAsksNoMore(Browser browser) {
        browser.visits(shop).opens("#/overview").sees(".store-cards article");
        var network = browser.network().answers(HEALTH, Network.ALWAYS, 404, NOT_FOUND);

        browser.reads("not told at this address").seesNot("[role=alert]");

        assertThatStates(browser).hasSize(11).containsOnly("unknown");
        var asked = network.asked(HEALTH);
        await().during(Duration.ofSeconds(5)).until(() -> network.asked(HEALTH) == asked);
    }

    @Test
    void anAdministratorSeesTheStatesAsSoonAsTheyCanBeToldAgain(Browser browser) {
        browser.visits(shop).as(shop.admin()).opens("#/overview").sees(".store-cards article");
        var network = browser.network()
                .answers(HEALTH, Network.ALWAYS, 404, NOT_FOUND)
                .answers("GET /admin/overview", Network.ALWAYS, 503, "{\"title\": \"A store is away\"}");

        browser.reads("not told at this address").seesNot("[role=alert]");
        assertThatStates(browser).containsOnly("unknown");

        network.heals();
        browser.readsNot("not told at this address").sees(".flow .badge:not(.strong)");
    }

    private static ListAssert<String> assertThatStates(Browser browser) {
        return assertThat(browser.run("""
                return [...document.querySelectorAll('.flow .badge, .store-cards .badge')]
                    .map(each => each.textContent)""")).asInstanceOf(InstanceOfAssertFactories.list(String.class));
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
