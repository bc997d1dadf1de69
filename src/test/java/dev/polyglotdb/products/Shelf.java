package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A category that only one test uses. */
public final class Shelf {

    private final Shop shop;
    private final String category = Shop.unique("category");

    Shelf(Shop shop) {
        this.shop = shop;
    }

    String category() {
        return category;
    }

    /** Creates a product in the category, with further members such as {@code "name": "Lamp"}. */
    String put(String members) {
        var product = (ObjectNode) Reply.parse("""
                {"id": "%s", "name": "Thing", "category": "%s", "price": {"amount": 1, "currency": "EUR"}}""".formatted(Shop.unique("product"), category));
        product.setAll((ObjectNode) Reply.parse("{" + members + "}"));
        var created = shop.admin().post("/products", product.toString());
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.text("/id");
    }

    String putPriced(String amount) {
        return put("\"price\": {\"amount\": %s, \"currency\": \"EUR\"}".formatted(amount));
    }

    String putWith(String attributes) {
        return put("\"attributes\": " + attributes);
    }

    /** Lists the products of the category. The query must be encoded. */
    Reply ask(String query) {
        var reply = shop.anybody().get("/products?category=" + category + "&" + query);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply;
    }

    /** Returns the ids of the first page of matching products. */
    List<String> list(String query) {
        return ask(query).texts("/items", "/id");
    }

    /** Returns the ids of all matching products, reading page by page. */
    List<String> walk(String query, int limit) {
        return shop.anybody().pages("/products?category=" + category + "&" + query + "&limit=" + limit).stream()
                .flatMap(page -> page.texts("/items", "/id").stream())
                .toList();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
