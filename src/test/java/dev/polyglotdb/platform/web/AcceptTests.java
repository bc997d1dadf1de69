package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can't take the answer has changed nothing. */
@ShopTest
class AcceptTests {

    private final Shop shop;

    AcceptTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "text/plain, image/*;q=0.5", "nonsense"})
    void nothingIsOrderedOrCancelled(String accept) {
        var ada = shop.customer();
        var product = shop.productInStock(5);
        var order = ada.orders(product, 1).text("/id");

        assertThat(refused(ada.client(), accept, "POST", "/orders", Person.order(product, 1)))
                .isEqualTo("not-acceptable");
        assertThat(refused(ada.client(), accept, "POST", "/orders/" + order + "/cancel", ""))
                .isEqualTo("not-acceptable");

        assertThat(ada.get("/orders").texts("/items", "/status")).containsExactly("PAID");
        assertThat(ada.get("/products/" + product + "/stock").number("/onHand")).isEqualTo(4);
    }

    @Test
    void nobodyIsRegisteredAndNothingPutOnTheShelves() {
        var email = Shop.unique("nobody") + "@example.com";
        var product = Shop.unique("nothing");

        refused(shop.anybody(), "text/html", "POST", "/users", """
                {"email": "%s", "name": "Nobody", "password": "correct horse battery"}""".formatted(email));
        refused(shop.admin().client(), "text/html", "PUT", "/products/" + product, """
                {"name": "Nothing", "price": {"amount": 1, "currency": "USD"}}""");

        assertThat(shop.anybody().post("/auth/login", """
                                {"email": "%s", "password": "correct horse battery"}""".formatted(email)).status())
                .isEqualTo(401);
        assertThat(shop.anybody().get("/products/" + product).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/problem+json", "application/vnd.any+json", "application/merge-patch+json"})
    void whatIsNoProblemIsNotSentAsOneNorAsAnyOtherKindOfJson(String accept) {
        var reply = shop.anybody().with("Accept", accept).get("/products");

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.problem()).isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/problem+json", "text/html", "image/png", "nonsense", "*/*;q=0"})
    void anErrorIsAProblemWhateverIsAccepted(String accept) {
        var ada = shop.customer().client().with("Accept", accept);
        var typed = ada.with("Content-Type", "application/json");

        assertThat(ada.get("/products/nope").problem()).isEqualTo("not-found");
        assertThat(ada.get("/products/nope/stock").problem()).isEqualTo("not-found");
        assertThat(ada.get("/orders/999999999").problem()).isEqualTo("not-found");
        assertThat(ada.get("/nope").problem()).isEqualTo("not-found");
        assertThat(ada.get("/products?limit=0").problem()).isEqualTo("validation");
        assertThat(ada.get("/products/import").problem()).isEqualTo("method-not-allowed");
        assertThat(ada.get("/products/export").problem()).isEqualTo("forbidden");
        assertThat(typed.send("POST", "/orders", BodyPublishers.ofString("{")).problem())
                .isEqualTo("malformed-json");
        assertThat(typed.send("POST", "/orders", BodyPublishers.ofString("{}")).problem())
                .isEqualTo("validation");
        assertThat(ada.send("POST", "/orders", BodyPublishers.ofString("{}")).problem())
                .isEqualTo("unsupported-media-type");
        assertThat(ada.send("POST", "/orders/x/cancel", BodyPublishers.noBody()).problem())
                .isEqualTo("not-found");
        assertThat(ada.with("Authorization", "Bearer x").get("/users/me").problem())
                .isEqualTo("bad-request");
        assertThat(ada.withToken("x").get("/users/me").problem()).isEqualTo("unauthorized");
        assertThat(shop.anybody().with("Accept", accept).get("/users/me").problem())
                .isEqualTo("unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/problem+json"})
    void whatIsThereIsNotAcceptable(String accept) {
        var admin = shop.admin().client().with("Accept", accept);

        assertThat(admin.get("/products/" + shop.product("1.00")).problem()).isEqualTo("not-acceptable");
        assertThat(admin.get("/orders").problem()).isEqualTo("not-acceptable");
        assertThat(admin.get("/products/export").problem()).isEqualTo("not-acceptable");
        assertThat(admin.get("/v3/api-docs").problem()).isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/*", "text/html, application/json;q=0.1", "application/json;charset=utf-8"})
    void whoeverCanTakeJsonAmongOthersIsServed(String accept) {
        assertThat(shop.customer()
                        .client()
                        .with("Accept", accept)
                        .post("/activity", "{\"type\": \"VIEW\"}")
                        .status())
                .isEqualTo(201);
    }

    private static String refused(Client client, String accept, String method, String path, String body) {
        return client.with("Accept", accept)
                .with("Content-Type", "application/json")
                .send(method, path, BodyPublishers.ofString(body))
                .problem();
    }
}
