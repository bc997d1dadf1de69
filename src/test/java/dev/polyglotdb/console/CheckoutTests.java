package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import dev.polyglotdb.testing.TakingTurns;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.Keys;

/** The basket, how it is paid, and that an order is placed as often as it is meant. */
@ShopTest
@SideBySide
@ResourceLock(value = TakingTurns.PAYMENTS, mode = ResourceAccessMode.READ)
@ExtendWith(WithBrowser.class)
class CheckoutTests {

    private static final String SEND = "[data-key=send]";
    private static final String PLACED = "The same order in five stores";

    private final Shop shop;
    private final Person customer;

    CheckoutTests(Shop shop) {
        this.shop = shop;
        this.customer = shop.customer();
    }

    @Test
    void whoseCardIsDeclinedPaysWithAnother(Browser browser) {
        picks(browser.visits(shop).as(customer).opens("#/order"), shop.product("3.00"));

        pays(browser, "tok_declined").chooses(SEND).reads("/problems/payment-declined");
        browser.chooses(SEND).seesNot("[aria-disabled]").reads("/problems/payment-declined");
        pays(browser, "tok_visa").chooses(SEND).reads(PLACED);

        assertThat(customer.get("/orders").texts("/items", "/status"))
                .containsExactly("PAID", "PAYMENT_FAILED", "PAYMENT_FAILED");
    }

    @Test
    void whatWasKeptOfADeclinedOrderIsShownAndTheBasketStays(Browser browser) {
        picks(browser.visits(shop).as(customer).opens("#/order"), shop.product("3.00"));
        pays(browser, "tok_declined").chooses(SEND).reads("/problems/payment-declined");
        var order = customer.get("/orders").text("/items/0/id");

        browser.presses("See what was kept of order " + order).reads("Payment failed");
        browser.presses("Send it again with the same key").reads("Nothing doubles");
        browser.goes("#/order").sees(SEND);

        assertThat(customer.get("/orders").at("/items")).hasSize(1);
    }

    @Test
    void anOrderWithoutAnAnswerIsPlacedOnceThoughItIsSentAgainFromAViewThatWasLeft(Browser browser) {
        picks(browser.visits(shop).as(customer).opens("#/order"), shop.product("3.00"));
        var network = browser.network().loses("POST /orders", 1);

        browser.chooses(SEND).reads("No answer");
        browser.goes("#/catalog").sees(".card");
        browser.goes("#/order").chooses(SEND).reads(PLACED);

        assertThat(network.asked("POST /orders")).isEqualTo(2);
        assertThat(customer.get("/orders").at("/items")).hasSize(1);
    }

    @Test
    void aClickRightAfterTypingAQuantityCountsAndThePaymentStaysAsChosen(Browser browser) {
        var many = shop.product("3.00");
        var single = shop.product("4.00");
        picks(browser.visits(shop).as(customer).opens("#/order"), many);
        pays(browser, "");
        picks(browser, single);

        browser.types("[data-key='" + many + "']", Keys.BACK_SPACE + "3")
                .chooses(SEND)
                .reads(PLACED);

        var order = customer.get("/orders");
        assertThat(order.texts("/items/0/items", "/productId")).containsExactlyInAnyOrder(many, single);
        assertThat(order.at("/items/0/items")
                        .valueStream()
                        .filter(item -> item.at("/productId").asString().equals(many)))
                .allMatch(item -> item.at("/quantity").asInt() == 3);
        assertThat(order.text("/items/0/payment/status")).isEqualTo("INVOICED");
    }

    /** A region that comes with its first text is not read aloud. */
    @Test
    void whatIsAddedAndTakenOutIsReadAloud(Browser browser) {
        var product = shop.product("3.00");
        browser.visits(shop).as(customer).opens("#/order").reads("Nothing picked yet.");
        browser.run("window.latest = [...document.querySelectorAll('.panel [role=status]')].at(-1)");

        picks(browser, product);
        picks(browser, product);
        browser.reads("2 \u00D7 Product " + product + " in the basket");
        assertThat(browser.run("return latest.isConnected && latest.textContent"))
                .isEqualTo("2 \u00D7 Product " + product + " in the basket");

        browser.types("[data-key='" + product + "']", Keys.BACK_SPACE + "0" + Keys.TAB)
                .reads("Product " + product + " is out of the basket");
    }

    @Test
    void whatLacksIsNamedWithWhatIsLeftOfIt(Browser browser) {
        var scarce = shop.productInStock(1);
        picks(browser.visits(shop).as(customer).opens("#/order"), shop.product("3.00"));
        picks(browser, scarce);

        browser.types("[data-key='" + scarce + "']", Keys.BACK_SPACE + "3")
                .chooses(SEND)
                .reads("Product " + scarce + ": 3 wanted, 1 available");

        assertThat(refused(browser)).hasSize(1);
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void whatIsGoneFromTheCatalogIsNamed(Browser browser) {
        var gone = shop.product("3.00");
        picks(browser.visits(shop).as(customer).opens("#/order"), shop.product("3.00"));
        picks(browser, gone);
        shop.admin().client().send("DELETE", "/products/" + gone, HttpRequest.BodyPublishers.noBody());

        browser.chooses(SEND).reads("/problems/unknown-product");

        assertThat(refused(browser)).containsExactly("Product " + gone + ": not in the catalog any more");
    }

    @Test
    void currenciesThatCannotBeMixedAreShownByProduct(Browser browser) {
        var american = shop.product("3.00");
        var european = shop.product("4.00", "EUR");
        picks(browser.visits(shop).as(customer).opens("#/order"), american);
        picks(browser, european);

        browser.chooses(SEND).reads("/problems/mixed-currencies");

        assertThat(refused(browser))
                .containsExactlyInAnyOrder("Product " + american + ": $3.00", "Product " + european + ": \u20AC4.00");
    }

    @Test
    void whoLeavesTheQuantityByKeyboardIsAtTheNextPlace(Browser browser) {
        var product = shop.product("3.00");
        picks(browser.visits(shop).as(customer).opens("#/order"), product);

        browser.types("[data-key='" + product + "']", Keys.BACK_SPACE + "2" + Keys.TAB)
                .sees("select:focus");
    }

    private static void picks(Browser browser, String product) {
        var add = "[aria-label='Add Product " + product + "']";
        browser.types("main input[type=search]", Keys.chord(Keys.CONTROL, "a") + product)
                .sees(add)
                .run("document.querySelector(arguments[0]).click()", add);
        browser.sees("[data-key='" + product + "']");
    }

    /** Returns what is read aloud of each product that the order was refused for. */
    @SuppressWarnings("unchecked")
    private static List<String> refused(Browser browser) {
        return (List<String>) Objects.requireNonNull(
                browser.run("return [...document.querySelectorAll('[role=alert] li')].map(li => li.textContent)"));
    }

    private static Browser pays(Browser browser, String token) {
        return browser.chooses("select option[value='" + token + "']");
    }
}
