package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Several people use one tab, one after the other. */
@ShopTest
@SideBySide
@ResourceLock(value = TakingTurns.PAYMENTS, mode = ResourceAccessMode.READ)
@ExtendWith(WithBrowser.class)
class ChangingUsersTests {

    private static final String SEND = "[data-key=send]";

    private final Shop shop;
    private final Person first;

    ChangingUsersTests(Shop shop) {
        this.shop = shop;
        this.first = shop.customer();
    }

    @Test
    void whoComesNextFindsNeitherTheBasketNorTheKeysOfWhoSignedOut(Browser browser) {
        var product = shop.product("3.00");
        browser.visits(shop).as(first).opens("#/catalog/" + product).presses("Order it");
        browser.chooses(SEND).reads("Send it again with the same key");
        browser.goes("#/catalog/" + product).presses("Order it").sees(SEND);
        var order = first.get("/orders").text("/items/0/id");

        browser.presses("Sign out").seesNot(".who").goes("#/sign-in");
        signIn(browser, shop.admin());

        browser.goes("#/order").reads("Nothing picked yet.");
        browser.goes("#/order/" + order).reads("Order " + order).reads("The same order in five stores");
        assertThat(browser.text()).doesNotContain("Send it again");
    }

    @Test
    void theBasketIsOfWhoeverSignsInFirstAndWaitsForThemWhenTheirSessionExpires(Browser browser) {
        var product = shop.product("3.00");
        browser.visits(shop).opens("#/catalog/" + product).presses("Order it");
        signIn(browser, first);
        browser.sees(SEND);

        first.client().send("DELETE", "/auth/sessions", HttpRequest.BodyPublishers.noBody());
        browser.presses("Timeline").reads("Your session has ended");
        signIn(browser, first);
        browser.goes("#/order").sees(SEND);

        browser.goes("#/sign-in");
        signIn(browser, shop.customer());
        browser.goes("#/order").reads("Nothing picked yet.");
    }

    @Test
    void aWrongPasswordOfSomebodyElseIsToldAndTheSessionGoesOn(Browser browser) {
        browser.visits(shop)
                .as(first)
                .opens("#/sign-in")
                .types("input[name=email]", shop.customer().email())
                .types("input[name=password]", "wrong password\n")
                .reads("/problems/unauthorized");

        browser.goes("#/timeline").reads("Nothing happened in this time.");
    }

    @Test
    void whatIsAnsweredLateToAnEndedSessionDoesNotEndTheNextOne(Browser browser) {
        var second = shop.customer();
        browser.visits(shop)
                .as(first)
                .opens("#/catalog/" + shop.product("3.00"))
                .presses("Order it")
                .sees(SEND);
        first.client().send("DELETE", "/auth/sessions", HttpRequest.BodyPublishers.noBody());
        var network = browser.network().keeps("POST /orders");
        browser.chooses(SEND);
        network.awaits("POST /orders", 1);
        browser.goes("#/sign-in");
        signIn(browser, second);

        network.releases();

        browser.reads("POST /orders\n401");
        browser.goes("#/timeline").reads("Nothing happened in this time.");
    }

    @Test
    void whoSignsInAsSomebodyElseLeavesNoSessionBehind(Browser browser) {
        browser.visits(shop).as(first).opens("#/sign-in");
        var network = browser.network();
        signIn(browser, shop.customer());
        network.awaits("POST /auth/logout", 1);

        browser.goes("#/timeline").reads("Nothing happened in this time.");
        assertThat(first.get("/auth/session").status()).isEqualTo(401);
    }

    private static void signIn(Browser browser, Person person) {
        browser.types("input[name=email]", person.email())
                .types("input[name=password]", person.password() + "\n")
                .seesNot("input[name=password]")
                .sees(".who");
    }
}
