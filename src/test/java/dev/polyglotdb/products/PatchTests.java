package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class PatchTests {

    private final Shop shop;
    private final Editor editor;

    PatchTests(Shop shop) {
        this.shop = shop;
        this.editor = Editor.of(shop);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": null, "price": {"amount": null}}                  | #/name #/price/amount
            {"name": "", "price": {"amount": -1}, "colour": "red"}     | #/name #/price/amount #/colour
            {"descripton": null, "price": {"amount": 2, "foo": null}}  | #/descripton #/price/foo
            {"descripton": {"text": null}}                             | #/descripton
            {"price": {"currency": "JPY"}}                             | #/price/amount
            {"price": 5, "id": "other"}                                | #/price #/id
            {"id": null}                                               | #/id
            {"id": 5}                                                  | #/id
            {"attributes": []}                                         | #/attributes
            {"attributes": {"n": 9223372036854775808}}                 | #/attributes
            {"attributes": {"t": "\\ud800"}}                           | #/attributes
            []                                                         | #
            "text"                                                     | #
            null                                                       | #
            """)
    void theResultIsCheckedLikeAWholeProduct(String patch, String pointers) {
        var id = shop.product("1.50");
        var before = editor.get(id);

        var reply = editor.patch(id, patch);

        assertThat(reply.problem()).as(reply.toString()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
        assertThat(editor.get(id).http().body()).isEqualTo(before.http().body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json-patch+json", "text/plain"})
    void anotherMediaTypeIsRefused(String mediaType) {
        var reply = shop.admin()
                .client()
                .with("Content-Type", mediaType)
                .send("PATCH", "/products/" + shop.product("1.00"), BodyPublishers.ofString("{}"));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.problem()).isEqualTo("unsupported-media-type");
        assertThat(reply.header("Accept-Patch")).hasValue("application/merge-patch+json");
    }

    @Test
    void aBodyThatIsNotJsonIsMalformed() {
        assertThat(editor.patch(shop.product("1.00"), "{\"name\": }").problem()).isEqualTo("malformed-json");
    }

    @Test
    void onlyAnAdministratorPatchesProducts() {
        var id = shop.product("1.00");

        assertThat(new Editor(shop.anybody()).patch(id, "{}").problem()).isEqualTo("unauthorized");
        assertThat(new Editor(shop.customer().client()).patch(id, "{}").problem())
                .isEqualTo("forbidden");
    }

    @Test
    void aMissingProductIsNotFound() {
        assertThat(editor.patch(Shop.unique("missing"), "{\"name\": \"n\"}").problem())
                .isEqualTo("not-found");
    }

    @Test
    void onlyTheMembersOfThePatchChange() {
        var id = Shop.unique("lamp");
        var made = editor.put(id, """
                {"name": "Lamp", "description": "d", "brand": "b", "price": {"amount": 1.50, "currency": "EUR"},
                 "attributes": {"keep": 1.10, "drop": 1, "size": {"w": 1, "h": 2, "unit": "cm"}, "list": [1, 2]}}""");

        var patched = editor.patch(id, """
                {"id": "%s", "brand": null, "category": "lamps", "price": {"amount": 2}, "version": 77, "createdAt": null,
                 "attributes": {"drop": null, "size": {"h": 3, "unit": null, "d": {"x": null}}, "list": [null], "a.b": {"$c": 0}}}""".formatted(id));

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.header("ETag")).hasValue("\"2\"");
        assertThat(patched.http().body()).startsWith("""
                {"id":"%s","name":"Lamp","description":"d","category":"lamps","price":{"amount":2.00,"currency":"EUR"},\
                "attributes":{"keep":1.10,"size":{"w":1,"h":3,"d":{}},"list":[null],"a.b":{"$c":0}},"version":2,\
                "createdAt":"%s",""".formatted(id, made.text("/createdAt")));
        assertThat(editor.get(id).body()).isEqualTo(patched.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"brand\": null}", "{\"price\": {\"currency\": \"USD\"}}", "{\"version\": 9}"})
    void aPatchThatChangesNothingKeepsTheVersion(String patch) {
        var id = shop.product("1.00");
        var before = editor.get(id);

        var patched = editor.patch(id, patch);

        assertThat(patched.header("ETag")).hasValue("\"1\"");
        assertThat(patched.http().body()).isEqualTo(before.http().body());
    }

    @Test
    void nullRemovesAllAttributesToo() {
        var id = Shop.unique("lamp");
        editor.put(id, Editor.product(id, "{\"drop\": 1}"));

        assertThat(editor.patch(id, "{\"attributes\": null}").at("/attributes").isEmpty())
                .isTrue();
    }

    @Test
    void theAttributesOfTheResultMayHave64KibibytesAndNotMore() {
        var id = shop.product("1.00");
        var half = "x".repeat((1 << 15) - 7);
        editor.patch(id, "{\"attributes\": {\"a\": \"%s\"}}".formatted(half));

        // {"a":"…","b":"…"} has 15 characters in addition to the two texts
        assertThat(editor.patch(id, "{\"attributes\": {\"b\": \"%s\"}}".formatted(half))
                        .invalid())
                .containsExactly("#/attributes");
        assertThat(editor.patch(id, "{\"attributes\": {\"b\": \"%s\"}}".formatted(half.substring(1)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theAttributesOfTheResultMayNest64DeepAndNotDeeper() {
        var id = shop.product("1.00");

        assertThat(editor.patch(id, "{\"attributes\": %s}".formatted(nested(64)))
                        .status())
                .isEqualTo(200);
        assertThat(editor.patch(id, "{\"attributes\": %s}".formatted(nested(65)))
                        .invalid())
                .containsExactly("#/attributes");
    }

    private static String nested(int depth) {
        return "{\"d\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }
}
