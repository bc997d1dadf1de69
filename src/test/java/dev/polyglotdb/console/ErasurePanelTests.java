package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationContext;

/** How an administrator erases somebody in the console. */
@ShopTest
@SideBySide
@ExtendWith(WithBrowser.class)
class ErasurePanelTests {

    private final Shop shop;
    private final ErasureFixture erasureFixture;

    ErasurePanelTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.erasureFixture = ErasureFixture.of(shop, context);
    }

    @Test
    void onlyAfterTheSecondQuestionSomebodyIsErasedAndItIsShownToReachTheFiveStores(Browser browser) {
        var ada = shop.customer();
        var order = ada.orders(shop.product("3.00"), 1).text("/id");
        var id = Long.toString(ada.id());
        browser.visits(shop).as(shop.admin()).opens("#/operations").sees("label > input[name=user]");

        browser.types("input[name=user]", id + "\n").types("input[name=again]", "1" + id + "\n");
        browser.reads("That is not " + id + ". Nobody is erased.").sees("label > input[name=again]");
        assertThat(browser.barriers()).isEmpty();
        browser.presses("Keep").seesNot("input[name=again]");
        assertThat(ada.get("/users/me").status()).isEqualTo(200);
        assertThat(shop.admin().get("/users/" + id).status()).isEqualTo(200);

        // The second question is about the number that it names, whatever is typed above meanwhile.
        browser.presses("Erase")
                .types("input[name=again]", id)
                .types("input[name=user]", "0")
                .presses("Erase for good");
        browser.reads("User " + id + ": running");
        assertThat(ada.get("/users/me").status()).isEqualTo(401);
        erasureFixture.hurryHere(List.of(ada.id()));

        browser.reads("User " + id + ": completed");
        assertThat(browser.text())
                .contains(
                        "PostgreSQL applied",
                        "Redis applied",
                        "Cassandra applied",
                        "Neo4j applied",
                        "MongoDB holds nothing about persons");

        browser.goes("#/order/" + order)
                .reads("Its user was erased")
                .readsNot("No steps are kept")
                .readsNot("Cancelled");
        assertThat(browser.complaints()).isEmpty();
    }
}
