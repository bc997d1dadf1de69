package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Attributes may have any shape within their limits and are returned unchanged. */
@ShopTest
class AttributeTests {

    private final Shop shop;

    AttributeTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a.b\": 1, \"$set\": {\"$x\": \"$y\"}, \"\": 0}",
                "{\"n\": [9223372036854775807, -9223372036854775808, 0, 1.10, 1234567890123456789012345678901234e1, 1E-6143]}",
                "{\"n\": 0.1234567890123456789012345678901234, \"m\": 1e3, \"z\": -0.0}",
                "{\"t\": [true, false, null, [], {}, \"\"], \"u\": \"ä😀\\u0000\\u2028\", \"_id\": 1}",
                "{\"deep\": {\"er\": [{\"and\": {\"deeper\": [[[1, \"1\", 1.0]]]}}]}}"
            })
    void attributesAreReturnedUnchanged(String attributes) {
        var id = Shop.unique("shape");

        var created = shop.admin().post("/products", Editor.product(id, attributes));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        var read = shop.anybody().get("/products/" + id).at("/attributes");
        assertThat(same(read, created.body().at("/attributes"))).isTrue();
        assertThat(same(read, Reply.parse(attributes))).as("%s", read).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"n": 9223372036854775808}                    | #/attributes
            {"n": 1.2345678901234567890123456789012345}   | #/attributes
            {"n": 1e6145}                                 | #/attributes
            {"t": "\\ud800"}                              | #/attributes
            []                                            | #/attributes
            "text"                                        | #/attributes
            """)
    void attributesThatCannotBeStoredExactlyAreRefused(String attributes, String pointer) {
        var reply = shop.admin().post("/products", Editor.product(Shop.unique("bad"), attributes));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly(pointer);
    }

    @Test
    void attributesMayNest64DeepAndNotDeeper() {
        assertThat(shop.admin()
                        .post("/products", Editor.product(Shop.unique("deep"), nested(64)))
                        .status())
                .isEqualTo(201);
        assertThat(shop.admin()
                        .post("/products", Editor.product(Shop.unique("deep"), nested(65)))
                        .invalid())
                .containsExactly("#/attributes");
    }

    @Test
    void attributesMayHave64KibibytesAndNotMore() {
        var fits = "{\"t\":\"%s\"}".formatted("x".repeat((1 << 16) - 8));
        var tooLarge = "{\"t\":\"%s\"}".formatted("x".repeat((1 << 16) - 7));

        assertThat(shop.admin()
                        .post("/products", Editor.product(Shop.unique("large"), fits))
                        .status())
                .isEqualTo(201);
        assertThat(shop.admin()
                        .post("/products", Editor.product(Shop.unique("large"), tooLarge))
                        .invalid())
                .containsExactly("#/attributes");
    }

    private static String nested(int depth) {
        return "{\"d\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    /** Compares trees. Numbers are compared by value: 1e3 equals 1000. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (left, right) -> left.isNumber() && right.isNumber()
                        ? left.decimalValue().compareTo(right.decimalValue())
                        : left.equals(right) ? 0 : 1,
                other);
    }
}
