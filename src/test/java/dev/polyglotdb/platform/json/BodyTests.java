package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is one JSON value in UTF-8, of a mebibyte at most; what it fails to be is what it is refused for. */
@ShopTest
class BodyTests {

    private final Shop shop;

    BodyTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void aBodyThatIsNotJsonIsRefusedByItsMediaType(String mediaType) {
        var reply = shop.anybody()
                .with("Content-Type", mediaType)
                .send("POST", "/users", BodyPublishers.ofString("email=a@b"));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/*", "*/*;charset=utf-8", "a", "application/json;charset='", "text/plain;q="})
    void aMediaTypeThatIsNoneIsRefusedWhereThereIsABodyAndNoMatterElsewhere(String mediaType) {
        var client = shop.anybody().with("Content-Type", mediaType);

        assertThat(client.send("POST", "/users", BodyPublishers.ofString("{}")).status())
                .isEqualTo(415);
        assertThat(client.get("/products/@type/related").status()).isEqualTo(404);
        assertThat(client.get("/products").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"email\": }",
                "{'email': 'a@b'}",
                "{\"email\": \"a@b\"} {}",
                "{\"email\": \"a@b\", \"email\": \"c@d\"}",
                "{\"email\": NaN}",
                "{\"email\": \"\n\"}"
            })
    void aBodyThatIsNotOneJsonValueIsMalformed(String body) {
        var reply = shop.anybody().post("/users", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", " \t\r\n ", "\u00a0", "\ufeff"})
    void aBlankBodyIsMalformedWhereverOneIsNeeded(String body) {
        for (var operation : OpenApi.operations()) {
            operation
                    .body()
                    .map(Map.Entry::getKey)
                    .filter(type -> !type.endsWith("ndjson"))
                    .ifPresent(type -> {
                        var reply = shop.admin()
                                .client()
                                .with("Content-Type", type)
                                .send(operation.method(), operation.examplePath(), BodyPublishers.ofString(body));

                        assertThat(reply.status()).as("%s", operation).isEqualTo(400);
                        assertThat(reply.problem()).as("%s", operation).isEqualTo("malformed-json");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'a b',        '#/a%20b'",
        "'100%',       '#/100%25'",
        "'a/b~c',      '#/a~1b~0c'",
        "'é\ud83c\udfb8', '#/%C3%A9%F0%9F%8E%B8'",
        "'<#^[]|`{}>', '#/%3C%23%5E%5B%5D%7C%60%7B%7D%3E'",
        "'a?b=c&d+e',  '#/a?b=c&d+e'"
    })
    void aPointerIsPercentEncodedAsAFragment(String name, String pointer) {
        var reply = shop.anybody().post("/users", "{\"" + name + "\": 1}");

        assertThat(reply.invalid()).contains(pointer);
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        var reply = shop.anybody()
                .with("Content-Type", "application/json")
                .send("POST", "/users", BodyPublishers.ofByteArray(new byte[] {
                    '{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'
                }));

        assertThat(reply.problem()).isEqualTo("malformed-json");
    }

    @Test
    void aBodyNestedTooDeepIsMalformed() {
        var reply = shop.anybody().post("/users", "[".repeat(5000) + "]".repeat(5000));

        assertThat(reply.problem()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "null"})
    void aBodyOfTheWrongTypeIsInvalidAsAWhole(String body) {
        var reply = shop.anybody().post("/users", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly("#");
    }

    @Test
    void allBadElementsOfAnArrayAreNamedThoseOfWrongTypesAndThoseThatBreakARule() {
        var reply = shop.customer().post("/orders", """
                {"items": [
                  {"productId": "a", "quantity": 0}, {"productId": "b", "quantity": "x"}, {"productId": "c", "quantity": 1},
                  {"productId": [], "quantity": 1}, {"quantity": {}}, {"productId": "d", "quantity": 0, "colour": 1}]}""");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid())
                .containsExactlyInAnyOrder(
                        "#/items/0/quantity",
                        "#/items/1/quantity",
                        "#/items/3/productId",
                        "#/items/4/productId",
                        "#/items/4/quantity",
                        "#/items/5/colour",
                        "#/items/5/quantity");
    }

    @Test
    void aBodyMayHaveOneMebibyteAndNotOneByteMore() {
        var name = "{\"name\": \"%s\"}".formatted("x".repeat((1 << 20) - 12));

        assertThat(shop.anybody().post("/users", name).problem()).isEqualTo("validation");
        assertThat(shop.anybody().post("/users", name + " ").problem()).isEqualTo("payload-too-large");
        assertThat(shop.anybody().post("/users", name + " ").status()).isEqualTo(413);
    }

    @Test
    void aBodyOfUnknownLengthIsCutAtTheSameLimit() {
        var endless = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 << 20]));

        var reply = shop.anybody().with("Content-Type", "application/json").send("POST", "/users", endless);

        assertThat(reply.problem()).isEqualTo("payload-too-large");
    }

    @Test
    void whatIsWrongIsToldInEnglishWhateverLanguageIsAccepted() {
        var reply = shop.anybody()
                .with("Accept-Language", "de")
                .post("/users", "{\"email\": null, \"name\": \"%s\"}".formatted("x".repeat(201)));

        assertThat(reply.texts("/errors", "/detail"))
                .containsExactlyInAnyOrder("must not be null", "size must be between 0 and 200", "must not be null");
    }
}
