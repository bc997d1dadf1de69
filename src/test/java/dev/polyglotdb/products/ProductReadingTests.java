package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anyone can read products, one by its id or all in a list. */
@ShopTest
class ProductReadingTests {

    private final Shop shop;

    ProductReadingTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void anUnchangedProductIsNotSentAgain() {
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

    @Test
    void aProductIsSentWholeWithItsTypeLengthAndTag() {
        var path = "/products/" + shop.product("1.00");

        for (var method : List.of("GET", "HEAD")) {
            var reply = shop.anybody().send(method, path, BodyPublishers.noBody());

            assertThat(reply.status()).as(method).isEqualTo(200);
            assertThat(reply.header("Content-Type")).hasValue("application/json");
            assertThat(reply.header("ETag")).hasValue("\"1\"");
            assertThat(reply.header("Cache-Control")).hasValue("no-cache");
            assertThat(reply.header("Content-Disposition")).isEmpty();
            assertThat(reply.header("Content-Length"))
                    .hasValue(String.valueOf(
                            shop.anybody().get(path).http().body().length()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".bat", ".html", ".x1"})
    void noProductIsSavedAsAProgram(String end) {
        var id = Shop.unique("product") + end;
        shop.admin().post("/products", """
                {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}}""".formatted(id));

        assertThat(shop.anybody().get("/products/" + id).header("Content-Disposition"))
                .hasValue("inline;filename=f.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "a%20b",
                "%C3%A4",
                "x.........................................................................y"
            })
    void aMissingProductIsNotFound(String id) {
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
}
