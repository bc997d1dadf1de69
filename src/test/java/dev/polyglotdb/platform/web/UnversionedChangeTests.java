package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sends a precondition relies on it, also where nothing has a version. */
@ShopTest
class UnversionedChangeTests {

    private static final String TIME = "Sat, 31 Jan 2026 12:00:00 GMT";

    private final Shop shop;

    UnversionedChangeTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match            | \"0\"                         | precondition-failed",
                "If-Match            | W/\"0\"                       | precondition-failed",
                "If-None-Match       | *                             | precondition-failed",
                "If-Unmodified-Since | Sat, 31 Jan 2026 12:00:00 GMT | bad-request",
                "If-Match            | 0                             | bad-request"
            })
    void nothingIsChangedByWhomItDoesNotHoldFor(String header, String value, String problem) {
        var ada = shop.customer();
        var product = shop.productInStock(5);
        var path = "/orders/" + ada.orders(product, 1).text("/id");
        var careful = shop.admin().client().with(header, value);

        var stock = "/products/" + product + "/stock";
        assertThat(change(careful, "PUT", stock, "{\"onHand\": 9}").problem()).isEqualTo(problem);
        assertThat(change(careful, "PATCH", stock, "{\"change\": 1}").problem()).isEqualTo(problem);
        for (var step : new String[] {"/cancel", "/ship", "/deliver"}) {
            assertThat(careful.post(path + step).problem()).as(step).isEqualTo(problem);
        }
        assertThat(change(careful, "DELETE", "/users/" + ada.id(), "").problem())
                .isEqualTo(problem);
        var herself = ada.client().with(header, value);
        assertThat(change(herself, "DELETE", "/users/me", "{\"password\": \"" + ada.password() + "\"}")
                        .problem())
                .isEqualTo(problem);
        assertThat(change(herself, "DELETE", "/auth/sessions", "").problem()).isEqualTo(problem);

        assertThat(ada.get(stock).number("/onHand")).isEqualTo(4);
        assertThat(ada.get(path).text("/status")).isEqualTo("PAID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match          | *",
                "If-None-Match     | \"0\"",
                "If-Modified-Since | Sat, 31 Jan 2026 12:00:00 GMT",
                "If-Range          | \"0\""
            })
    void whatHoldsOrDoesNotMatterChangesNothingAboutIt(String header, String value) {
        var stock = "/products/" + shop.productInStock(5) + "/stock";
        var careful = shop.admin().client().with(header, value);

        assertThat(change(careful, "PUT", stock, "{\"onHand\": 9}").number("/onHand"))
                .isEqualTo(9);
    }

    /** As RFC 9110 has it: the tag says more. */
    @Test
    void aTimeBesideATagDoesNotMatter() {
        var stock = "/products/" + shop.productInStock(5) + "/stock";
        var careful = shop.admin().client().with("If-Match", "*").with("If-Unmodified-Since", TIME);

        assertThat(change(careful, "PUT", stock, "{\"onHand\": 9}").number("/onHand"))
                .isEqualTo(9);
    }

    /** So that a client may send it with everything that it creates. */
    @Test
    void whatIsCreatedIsNotThereYet() {
        var ada = shop.customer();
        var careful = ada.client().with("If-None-Match", "*");

        assertThat(careful.post("/orders", Person.order(shop.product("1.00"), 1))
                        .status())
                .isEqualTo(201);
        assertThat(careful.post("/activity", "{\"type\": \"VIEW\"}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match"})
    void itIsJudgedAfterTheCallerAndTheBody(String header) {
        var value = header.equals("If-Match") ? "\"0\"" : "*";
        var stock = "/products/" + shop.product("1.00") + "/stock";
        var careful = shop.admin().client().with(header, value);

        assertThat(change(shop.anybody().with(header, value), "PUT", stock, "{\"onHand\": 9}")
                        .problem())
                .isEqualTo("unauthorized");
        assertThat(change(shop.customer().client().with(header, value), "PUT", stock, "{\"onHand\": 9}")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(change(careful, "PUT", stock, "{\"onHand\": -1}").problem()).isEqualTo("validation");
        assertThat(change(careful, "PUT", stock, "{").problem()).isEqualTo("malformed-json");
        assertThat(change(careful, "PUT", "/orders", "{}").problem()).isEqualTo("method-not-allowed");
        assertThat(careful.send("OPTIONS", stock, BodyPublishers.noBody()).status())
                .isEqualTo(200);
    }

    private static Reply change(Client client, String method, String path, String body) {
        return client.with("Content-Type", "application/json").send(method, path, BodyPublishers.ofString(body));
    }
}
