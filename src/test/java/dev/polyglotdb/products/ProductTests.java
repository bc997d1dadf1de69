package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.fixture.Reply;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ShopTest
class ProductTests {

    private final Shop shop;

    ProductTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void anyoneCanReadWhatAnAdministratorMade() {
        var id = Shop.unique("lamp");

        var created = shop.admin().post("/products", """
                        {"id": "%s", "name": "Desk Lamp", "category": "lamps", "price": {"amount": 19.9, "currency": "EUR"},
                         "version": 99, "createdAt": "2000-01-01T00:00:00Z"}""".formatted(id));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).hasValue("/products/" + id);
        var read = shop.anybody().get("/products/" + id);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.header("ETag")).hasValue("\"1\"");
        assertThat(read.number("/version")).isEqualTo(1);
        assertThat(read.at("/price/amount").decimalValue()).isEqualByComparingTo("19.90");
        assertThat(read.body().has("description")).isFalse();
        assertThat(read.at("/attributes").isEmpty()).isTrue();
        assertThat(read.text("/createdAt")).isGreaterThan("2026");
    }

    @Test
    void aCopyThatIsStillTheSameIsNotSentAgain() {
        var id = shop.product("1.00");

        var again = shop.anybody().with("If-None-Match", "\"1\"").get("/products/" + id);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.http().body()).isEmpty();
        assertThat(shop.anybody()
                        .with("If-None-Match", "\"2\"")
                        .get("/products/" + id)
                        .status())
                .isEqualTo(200);
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
    void attributesComeBackAsTheyWentIn(String attributes) {
        var id = Shop.unique("shape");

        var created = shop.admin().post("/products", product(id, attributes));

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
    void attributesThatCouldNotComeBackAreRefused(String attributes, String pointer) {
        var reply = shop.admin().post("/products", product(Shop.unique("bad"), attributes));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly(pointer);
    }

    @Test
    void attributesMayNest64DeepAndNotDeeper() {
        assertThat(shop.admin()
                        .post("/products", product(Shop.unique("deep"), nested(64)))
                        .status())
                .isEqualTo(201);
        assertThat(shop.admin()
                        .post("/products", product(Shop.unique("deep"), nested(65)))
                        .invalid())
                .containsExactly("#/attributes");
    }

    @Test
    void attributesMayHave64KibibytesAndNotMore() {
        var fits = "{\"t\":\"%s\"}".formatted("x".repeat((1 << 16) - 8));
        var tooLarge = "{\"t\":\"%s\"}".formatted("x".repeat((1 << 16) - 7));

        assertThat(shop.admin()
                        .post("/products", product(Shop.unique("large"), fits))
                        .status())
                .isEqualTo(201);
        assertThat(shop.admin()
                        .post("/products", product(Shop.unique("large"), tooLarge))
                        .invalid())
                .containsExactly("#/attributes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                             | #/id #/name #/price
            {"id": "a b", "name": "", "price": {"amount": -1, "currency": "EUR"}}          | #/id #/name #/price/amount
            {"id": "import", "name": "n", "price": {"amount": 1.005, "currency": "EUR"}}   | #/id #/price/amount
            {"id": "..", "name": "n", "price": {"amount": 1, "currency": "XXX"}}           | #/id #/price/currency
            {"id": "a", "name": "n", "price": {"amount": "1", "currency": 5}}              | #/price/amount #/price/currency
            {"id": "a", "name": "n", "price": 5}                                           | #/price
            {"id": "a", "name": "n", "price": {"amount": 1, "currency": "EUR", "tax": 1}}  | #/price/tax
            {"id": "a", "name": "n", "price": {"amount": 1.5, "currency": "JPY"}}          | #/price/amount
            """)
    void everyBadFieldIsNamed(String body, String pointers) {
        var reply = shop.admin().post("/products", body);

        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void anIdCanBeUsedOnlyOnce() {
        var reply = shop.admin().post("/products", product(shop.product("1.00"), "{}"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.problem()).isEqualTo("product-exists");
    }

    @Test
    void onlyAnAdministratorMakesProducts() {
        assertThat(shop.anybody().post("/products", product("x", "{}")).status())
                .isEqualTo(401);
        assertThat(shop.customer().post("/products", product("x", "{}")).problem())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "a%20b",
                "%C3%A4",
                "x.........................................................................y"
            })
    void whatIsNotThereIsNotFound(String id) {
        assertThat(shop.anybody().get("/products/" + id).problem()).isEqualTo("not-found");
    }

    @Test
    void theListGoesThroughAllProductsInTheOrderOfTheirIds() {
        for (int i = 0; i < 5; i++) {
            shop.product("1.00");
        }

        var ids = new ArrayList<String>();
        for (var cursor = ""; !cursor.equals("null"); ) {
            var page = shop.anybody().get("/products?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(page.at("/items").size()).isBetween(1, 2);
            ids.addAll(page.texts("/items", "/id"));
            cursor = page.at("/nextCursor").isNull() ? "null" : page.text("/nextCursor");
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void theListCanBeNarrowedToACategoryAndABrand() {
        var category = Shop.unique("category");
        var ours = inCategory(category, "Ours");
        var theirs = inCategory(category, "Theirs");

        assertThat(list("category=" + category)).containsExactlyInAnyOrder(ours, theirs);
        assertThat(list("brand=Theirs&category=" + category)).containsExactly(theirs);
        assertThat(list("category=" + category + "-none")).isEmpty();
        var first = shop.anybody().get("/products?limit=1&category=" + category);
        assertThat(first.texts("/items", "/id")).hasSize(1);
        assertThat(list("category=" + category + "&cursor=" + first.text("/nextCursor")))
                .hasSize(1);
    }

    private List<String> list(String query) {
        return shop.anybody().get("/products?" + query).texts("/items", "/id");
    }

    private String inCategory(String category, String brand) {
        var id = Shop.unique("product");
        shop.admin().post("/products", """
                        {"id": "%s", "name": "n", "category": "%s", "brand": "%s", "price": {"amount": 1, "currency": "EUR"}}""".formatted(id, category, brand));
        return id;
    }

    private static String product(String id, String attributes) {
        return """
                {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}, "attributes": %s}""".formatted(id, attributes);
    }

    private static String nested(int depth) {
        return "{\"d\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    /** Equal trees, numbers by their value: 1e3 and 1000 are the same. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (left, right) -> left.isNumber() && right.isNumber()
                        ? left.decimalValue().compareTo(right.decimalValue())
                        : left.equals(right) ? 0 : 1,
                other);
    }
}
