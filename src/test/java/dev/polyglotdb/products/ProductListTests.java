package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How a page of products is sent. */
@ShopTest
class ProductListTests {

    private static final List<String> CONTENTS = List.of("", """
            , "description": "\\u00fc\\"<&>\\ud83d\\ude00 \\u4e2d", "brand": "\u00c4 & Co."\
            """, """
            , "attributes": {"a.b": {"$c": null, "": []}, "d": [true, 1, -0.0, 1.10, 1e6144, "\\u0001\\u2028"]}\
            """);

    private final Shop shop;
    private final String category = Shop.unique("category");

    ProductListTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void hasItsProductsAsEachIsSentAlone() {
        var ids = fill();

        var products = ids.stream().map(id -> body("/products/" + id)).toList();

        assertThat(list("")).isEqualTo(page(products, "null"));
        assertThat(list("&limit=1")).isEqualTo(page(products.subList(0, 1), cursor("&limit=1")));
        assertThat(list("&brand=none")).isEqualTo(page(List.of(), "null"));
    }

    @Test
    void hasTheFacetsAfterTheProducts() {
        var first = body("/products/" + fill().get(0));

        var facets = "{\"brand\":[{\"value\":\"\u00c4 & Co.\",\"count\":1}]}";
        assertThat(list("&limit=1&facets=brand"))
                .isEqualTo("{\"items\":[%s],\"facets\":%s,\"nextCursor\":%s}"
                        .formatted(first, facets, cursor("&limit=1")));
    }

    @Test
    void isSentWithItsTypeAndLengthAndNotToWhoeverAcceptsNoJson() {
        fill();

        for (var method : List.of("GET", "HEAD")) {
            var reply = shop.anybody().send(method, path(""), BodyPublishers.noBody());

            assertThat(reply.status()).as(method).isEqualTo(200);
            assertThat(reply.header("Content-Type")).hasValue("application/json");
            assertThat(reply.header("X-Accel-Buffering")).isEmpty();
            assertThat(reply.header("Content-Length"))
                    .hasValue(String.valueOf(list("").getBytes(StandardCharsets.UTF_8).length));
            assertThat(shop.anybody()
                            .with("Accept", "text/html")
                            .send(method, path(""), BodyPublishers.noBody())
                            .status())
                    .isEqualTo(406);
        }
        assertThat(shop.anybody()
                        .with("Accept", "text/html")
                        .get("/products?limit=0")
                        .problem())
                .isEqualTo("validation");
    }

    private List<String> fill() {
        var ids = new ArrayList<String>();
        for (var content : CONTENTS) {
            var id = category + "-" + ids.size();
            var created = shop.admin().post("/products", """
                    {"id": "%s", "name": "n", "category": "%s", "price": {"amount": 1.50, "currency": "EUR"}%s}""".formatted(id, category, content));
            assertThat(created.status()).as("%s", created).isEqualTo(201);
            ids.add(id);
        }
        return ids;
    }

    private String path(String query) {
        return "/products?category=" + category + query;
    }

    private String list(String query) {
        return body(path(query));
    }

    private String cursor(String query) {
        return reply(path(query)).at("/nextCursor").toString();
    }

    private String body(String path) {
        return reply(path).http().body();
    }

    private Reply reply(String path) {
        return shop.anybody().get(path);
    }

    private static String page(List<String> products, String cursor) {
        return products.stream().collect(Collectors.joining(",", "{\"items\":[", "],\"nextCursor\":" + cursor + "}"));
    }
}
