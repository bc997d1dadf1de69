package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.Keys;

/** What somebody does who visits the console. */
@ShopTest
@SideBySide
@ResourceLock(value = TakingTurns.PAYMENTS, mode = ResourceAccessMode.READ)
@ExtendWith(WithBrowser.class)
class ConsoleVisitTests {

    private final Shop shop;

    ConsoleVisitTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void whoWantsAViewThatNeedsASessionSignsInAndIsThere(Browser browser) {
        var customer = shop.customer();

        browser.visits(shop)
                .opens("#/timeline")
                .reads("Sign in")
                .types("input[name=email]", customer.email())
                .types("input[name=password]", customer.password() + "\n")
                .reads("Nothing happened in this time.");

        assertThat(browser.url()).endsWith("#/timeline");
    }

    @Test
    void anAddressThatABrowserWouldRefuseSignsIn(Browser browser) {
        var customer = shop.customer(Shop.unique("zo\u00EB") + "@example.com", "Zo\u00EB");

        browser.visits(shop)
                .opens("#/timeline")
                .types("input[name=email]", customer.email())
                .types("input[name=password]", customer.password() + "\n")
                .reads("Nothing happened in this time.");
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheApi(Browser browser) {
        var customer = shop.customer();

        browser.visits(shop)
                .opens("#/sign-in")
                .types("input[name=email]", customer.email())
                .types("input[name=password]", "wrong password\n")
                .reads("/problems/unauthorized");
    }

    @Test
    void whoseSessionHasEndedSignsInAgainAndGoesOnThere(Browser browser) {
        var customer = shop.customer();
        browser.visits(shop).as(customer).opens("#/order").reads("Basket");
        customer.client().send("DELETE", "/auth/sessions", HttpRequest.BodyPublishers.noBody());

        browser.presses("Timeline")
                .reads("Your session has ended")
                .types("input[name=email]", customer.email())
                .types("input[name=password]", customer.password() + "\n")
                .reads("Wave, and see it here");

        assertThat(browser.url()).endsWith("#/timeline");
    }

    @Test
    void anOrderIsTracedThroughFiveStoresRepeatedAndCancelled(Browser browser) {
        var customer = shop.customer();
        var product = shop.productInStock(5);
        var add = "[aria-label='Add Product " + product + "']";

        browser.visits(shop)
                .as(customer)
                .opens("#/order")
                .types("main input[type=search]", product)
                .reads("Product " + product)
                .sees(add)
                .run("document.querySelector(arguments[0]).click()", add);
        browser.presses("Place the order")
                .reads("The same order in five stores")
                .sees(".waterfall [data-store=cassandra] .bar")
                .sees(".waterfall [data-store=neo4j] .bar")
                .reads("activity_by_user")
                .reads("[:BOUGHT");
        browser.presses("Send it again with the same key").reads("Nothing doubles");
        browser.presses("Cancel the order").reads("Cancelled").reads("No edge");

        assertThat(customer.get("/orders").at("/items")).hasSize(1);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whoeverAsksForTheirDataSeesThemCome(Browser browser) {
        var customer = shop.customer();
        customer.orders(shop.product("3.00"), 1);
        customer.post("/activity", "[{\"type\": \"VIEW\", \"data\": {\"a\": [{}, \"]}\\\"\"]}}, {\"type\": \"LAST\"}]");
        await().until(() -> customer.get("/activity").at("/items").size() == 3);

        browser.visits(shop)
                .as(customer)
                .opens("#/timeline")
                .presses("Get my data")
                .reads("That is all.")
                .reads("orders: 1")
                .reads("activity: 3")
                .sees("a[download='person.json']");

        assertThat(browser.complaints()).isEmpty();
    }

    /** Else a page that is open would keep its session alive for ever. */
    @Test
    void theStatesThatEverybodyMaySeeAreAskedForWithoutTheSession(Browser browser) {
        browser.visits(shop).as(shop.customer()).opens("#/overview");
        var states = "GET /actuator/health/stores";
        var network = browser.network().awaits(states, 2);

        assertThat(network.askedWithToken(states)).isZero();
    }

    @Test
    void theKeyboardReachesTheContentAtOnceAndTheViewStays(Browser browser) {
        browser.visits(shop)
                .opens("#/catalog")
                .types("body", Keys.TAB.toString())
                .types(".skip:focus", Keys.ENTER.toString())
                .sees("main:focus");

        assertThat(browser.url()).endsWith("#/catalog");
    }

    @Test
    void noViewShowsTheToken(Browser browser) {
        var customer = shop.customer();
        browser.visits(shop).as(customer);

        for (var view : List.of("#/overview", "#/order", "#/timeline", "#/for-you")) {
            browser.opens(view);

            assertThat(browser.run("return document.documentElement.outerHTML + location.href")
                            .toString())
                    .doesNotContain(customer.token());
        }
    }
}
