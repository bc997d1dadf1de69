package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class ReplaceTests {

    private final Shop shop;
    private final Editor editor;

    ReplaceTests(Shop shop) {
        this.shop = shop;
        this.editor = Editor.of(shop);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                            | #/name #/price
            {"id": "other", "name": "", "price": {"amount": 1, "currency": "EUR"}}        | #/id #/name
            {"id": "other", "name": 5, "price": {"amount": "1", "currency": "EUR"}}       | #/id #/name #/price/amount
            {"id": 5, "name": "n", "price": {"amount": 1, "currency": "EUR"}}             | #/id
            {"id": "a b", "name": "n", "price": {"amount": 1, "currency": "XXX"}}         | #/id #/price/currency
            {"name": "n", "price": {"amount": 1, "currency": "EUR"}, "colour": "red"}     | #/colour
            {"name": "n", "price": {"amount": 1, "currency": "EUR"}, "attributes": 1}     | #/attributes
            {"name": null, "price": null, "a/b~c": 1}                                     | #/name #/price #/a~1b~0c
            []                                                                            | #
            "text"                                                                        | #
            null                                                                          | #
            """)
    void everyBadFieldIsNamedAndNothingIsWritten(String body, String pointers) {
        var id = Shop.unique("lamp");

        var reply = editor.put(id, body);

        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
        assertThat(editor.get(id).status()).isEqualTo(404);
    }

    @Test
    void onlyAnAdministratorReplacesProducts() {
        var id = shop.product("1.00");

        assertThat(new Editor(shop.anybody()).put(id, Editor.named("n")).problem())
                .isEqualTo("unauthorized");
        assertThat(new Editor(shop.customer().client())
                        .put(id, Editor.named("n"))
                        .problem())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "text/plain"})
    void anotherMediaTypeIsRefused(String mediaType) {
        var reply = shop.admin()
                .client()
                .with("Content-Type", mediaType)
                .send("PUT", "/products/x", java.net.http.HttpRequest.BodyPublishers.ofString(Editor.named("n")));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\": \"a\", \"name\": \"b\"}", "{} {}"})
    void aBodyThatIsNotJsonIsMalformed(String body) {
        assertThat(editor.put("x", body).problem()).isEqualTo("malformed-json");
    }

    @Test
    void replacingAMissingProductCreatesIt() {
        var id = Shop.unique("lamp");

        var made = editor.put(id, Editor.named("Desk Lamp"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).hasValue("/products/" + id);
        assertThat(made.header("ETag")).hasValue("\"1\"");
        assertThat(made.text("/id")).isEqualTo(id);
        assertThat(editor.get(id).body()).isEqualTo(made.body());
    }

    @Test
    void theWholeProductIsReplaced() {
        var id = Shop.unique("lamp");
        var made = editor.put(id, """
                {"id": "%s", "name": "Desk Lamp", "description": "d", "category": "c", "brand": "b", "attributes": {"a": 1},
                 "price": {"amount": 1, "currency": "EUR"}}""".formatted(id));

        var replaced = editor.put(id, """
                {"name": "Floor Lamp", "price": {"amount": 2, "currency": "JPY"}, "attributes": {"b": [null]},
                 "version": 99, "createdAt": "2000-01-01T00:00:00Z", "updatedAt": null}""");

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("ETag")).hasValue("\"2\"");
        assertThat(replaced.header("Location")).isEmpty();
        assertThat(replaced.http().body()).startsWith("""
                {"id":"%s","name":"Floor Lamp","price":{"amount":2,"currency":"JPY"},"attributes":{"b":[null]},"version":2,\
                "createdAt":"%s",""".formatted(id, made.text("/createdAt")));
        assertThat(replaced.text("/updatedAt")).isGreaterThanOrEqualTo(made.text("/updatedAt"));
        assertThat(editor.get(id).body()).isEqualTo(replaced.body());
    }

    @Test
    void aProductCanBeSentBackAsItWasReadAndStaysAsItIs() {
        var id = Shop.unique("shape");
        editor.put(id, """
                {"name": "n", "description": "", "price": {"amount": 1, "currency": "EUR"},
                 "attributes": {"z": [1, 1.10, -0.0, 1e3, 9223372036854775807], "a": {"$b.c": null, "": {}}}}""");
        var read = editor.get(id);

        var replaced = editor.ifMatch("\"1\"").put(id, read.http().body());

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("ETag")).hasValue("\"1\"");
        assertThat(replaced.http().body()).isEqualTo(read.http().body());
        assertThat(editor.get(id).http().body()).isEqualTo(read.http().body());
    }

    /** Most are stored with other zeros than they came with: decimal128 has no more digits, or no such exponent. */
    @ParameterizedTest
    @ValueSource(strings = {"1.00000000000000000000000000000000000", "1E+6144", "-1e6120", "0e6144", "0.0", "1e3"})
    void whatIsSentAgainChangesNothing(String number) {
        var id = Shop.unique("shape");
        var product = withAttributes("{\"n\": [{\"m\": %s}]}".formatted(number));
        var made = editor.put(id, product);

        var replaced = editor.put(id, product);

        assertThat(replaced.header("ETag")).hasValue("\"1\"");
        assertThat(replaced.http().body()).isEqualTo(made.http().body());
        assertThat(editor.get(id).http().body()).isEqualTo(made.http().body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"n": 1.1}           | {"n": 1.10}
            {"n": 1}             | {"n": 1.0}
            {"n": 1}             | {"n": "1"}
            {"a": 1, "b": 2}     | {"b": 2, "a": 1}
            {"a": null}          | {}
            """)
    void everyVisibleDifferenceIsAChange(String before, String after) {
        var id = Shop.unique("shape");
        editor.put(id, withAttributes(before));

        var replaced = editor.put(id, withAttributes(after));

        assertThat(replaced.number("/version")).isEqualTo(2);
        assertThat(editor.get(id).at("/attributes")).hasToString(after.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "..."})
    void anInvalidIdIsNotFound(String id) {
        assertThat(editor.put(id.equals("...") ? "x".repeat(65) : id, Editor.named("n"))
                        .problem())
                .isEqualTo("not-found");
    }

    private static String withAttributes(String attributes) {
        return """
                {"name": "n", "price": {"amount": 1, "currency": "EUR"}, "attributes": %s}""".formatted(attributes);
    }
}
