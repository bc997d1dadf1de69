package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error comes before 406, and a write is not refused for what its answer would be. */
@ShopTest
class AcceptTests {

    private final Shop shop;

    AcceptTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/problem+json", "text/plain, image/*;q=0.5", "nonsense"})
    void aWriteIsDoneAndAnsweredInJsonWhateverIsAccepted(String accept) {
        var ada = shop.customer();
        var product = shop.productInStock(5);

        var order = write(ada.client(), accept, "POST", "/orders", Person.order(product, 1));
        var cancelled = write(ada.client(), accept, "POST", "/orders/" + order.text("/id") + "/cancel", "");

        assertThat(order.status()).isEqualTo(201);
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        for (var reply : List.of(order, cancelled)) {
            assertThat(reply.header("Content-Type")).hasValue("application/json");
        }
        assertThat(ada.get("/products/" + product + "/stock").number("/onHand")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/problem+json", "text/html", "nonsense", "*/*;q=0"})
    void theErrorsOfAWriteAreProblemsWhateverIsAccepted(String accept) {
        var ada = shop.customer();
        var admin = shop.admin().client();
        var product = shop.productInStock(1);
        var order = ada.orders(product, 1).text("/id");
        var lamp = "{\"name\": \"Lamp\", \"price\": {\"amount\": 1, \"currency\": \"USD\"}}";
        var wrong = "{\"email\": \"%s\", \"password\": \"wrong password\"}".formatted(ada.email());
        var taken = "{\"email\": \"%s\", \"name\": \"A\", \"password\": \"%s\"}".formatted(ada.email(), ada.password());

        assertThat(write(shop.anybody(), accept, "POST", "/auth/login", wrong).problem())
                .isEqualTo("unauthorized");
        assertThat(write(shop.anybody(), accept, "POST", "/users", taken).problem())
                .isEqualTo("email-taken");
        assertThat(write(ada.client(), accept, "POST", "/orders", Person.order(Shop.unique("no"), 1))
                        .problem())
                .isEqualTo("unknown-product");
        assertThat(write(ada.client(), accept, "POST", "/orders", Person.order(product, 1))
                        .problem())
                .isEqualTo("out-of-stock");
        assertThat(write(admin, accept, "PUT", "/products/nope/stock", "{\"onHand\": 1}")
                        .problem())
                .isEqualTo("not-found");
        assertThat(write(admin.with("If-Match", "\"0\""), accept, "PUT", "/products/" + product, lamp)
                        .problem())
                .isEqualTo("precondition-failed");
        assertThat(write(admin, accept, "POST", "/orders/" + order + "/deliver", "")
                        .problem())
                .isEqualTo("order-state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/problem+json", "application/vnd.any+json", "application/merge-patch+json"})
    void whatIsNoProblemIsNotSentAsOneNorAsAnyOtherKindOfJson(String accept) {
        var reply = shop.anybody().with("Accept", accept).get("/products");

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.problem()).isEqualTo("not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json;q=0 | 406",
                "text/html, */*;q=0 | 406",
                "application/json;q=0, */* | 406",
                "*/*;q=0, application/json;q=0.1 | 200",
                "application/json;odata=verbose | 200"
            })
    void aTypeOfNoWeightIsNotSentAndNoParameterOfTheClientIs(String accept, int status) {
        for (var path : List.of("/products", "/products/" + shop.product("1.00"), "/v3/api-docs")) {
            var reply = shop.anybody().with("Accept", accept).get(path);

            assertThat(reply.status()).as(path).isEqualTo(status);
            assertThat(reply.header("Content-Type"))
                    .hasValue(status == 200 ? "application/json" : "application/problem+json");
        }
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
    @ValueSource(strings = {"application/problem+json", "text/plain", "image/png", "nonsense", "*/*;q=0"})
    void soItIsOfTheActuatorAndOfWhatIsStreamed(String accept) {
        var anybody = shop.anybody().with("Accept", accept);
        var ada = shop.customer().client().with("Accept", accept);
        var admin = shop.admin().client().with("Accept", accept);

        for (var path : List.of("/actuator/health/nope", "/actuator/health/postgres/nope", "/actuator/nope")) {
            assertThat(anybody.get(path).problem()).isEqualTo("not-found");
        }
        assertThat(anybody.get("/actuator/health?nope=1").invalid()).containsExactly("#/nope");
        assertThat(admin.get("/actuator/prometheus?nope=1").invalid()).containsExactly("#/nope");
        assertThat(ada.get("/actuator/info").problem()).isEqualTo("forbidden");
        assertThat(anybody.get("/actuator/info").problem()).isEqualTo("unauthorized");
        assertThat(ada.get("/users/" + shop.admin().id() + "/export").problem()).isEqualTo("forbidden");
        assertThat(admin.get("/users/999999999/export").problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/png", "application/problem+json", "nonsense"})
    void whatIsThereIsNotAcceptable(String accept) {
        var admin = shop.admin().client().with("Accept", accept);
        for (var path :
                List.of("/actuator/health", "/actuator/health/postgres", "/actuator/info", "/actuator/prometheus")) {
            assertThat(admin.get(path).problem()).isEqualTo("not-acceptable");
        }
        assertThat(admin.get("/users/me/export").problem()).isEqualTo("not-acceptable");

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

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, */*, application/vnd.spring-boot.actuator.v3+json",
        "/actuator/health, application/json, application/json",
        "/actuator/prometheus, application/openmetrics-text;version=1.0.0, application/openmetrics-text",
        "/actuator/prometheus, text/plain;version=0.0.4, text/plain"
    })
    void theActuatorAnswersAsItIsAsked(String path, String accept, String type) {
        var reply = shop.admin().client().with("Accept", accept).get(path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type").orElse("")).startsWith(type);
    }

    private static Reply write(Client client, String accept, String method, String path, String body) {
        return client.with("Accept", accept)
                .with("Content-Type", "application/json")
                .send(method, path, BodyPublishers.ofString(body));
    }
}
