package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/** Attributes have at most 2,000 values to filter by, because each is an entry of an index. */
@ShopTest
class FilterableValuesTests {

    private final Shop shop;
    private final Editor editor;
    private final MongoOperations mongo;

    FilterableValuesTests(Shop shop, MongoOperations mongo) {
        this.shop = shop;
        this.editor = Editor.of(shop);
        this.mongo = mongo;
    }

    @Test
    void moreAreRefusedHoweverTheyCome() {
        var id = Shop.unique("lamp");

        assertThat(editor.put(id, product(id, numbers(2_001))).invalid()).containsExactly("#/attributes");
        assertThat(shop.admin().post("/products", product(id, numbers(2_001))).invalid())
                .containsExactly("#/attributes");
        assertThat(editor.put(id, product(id, numbers(2_000))).status()).isEqualTo(201);
        assertThat(editor.patch(id, "{\"attributes\": {\"one\": \"more\"}}").invalid())
                .containsExactly("#/attributes");
        assertThat(importLine(product(id, numbers(2_001)))
                        .at("/rejected/0/detail")
                        .asString())
                .contains("attributes", "2000 filterable values");
        assertThat(tryLine(product(id, numbers(2_001))).at("/rejected/0/detail").asString())
                .contains("attributes", "2000 filterable values");
        assertThat(editor.get(id).number("/version")).isEqualTo(1);
    }

    /** Equal values of one path count once, and values without a path do not count. */
    @Test
    void onlyWhatCanBeFilteredByCounts() {
        var id = Shop.unique("lamp");
        var zeros = array(3_000, i -> "0");

        assertThat(editor.put(
                                id,
                                product(
                                        id,
                                        "{\"n\": %s, \"a.b\": %s, \"none\": [null, {}]}"
                                                .formatted(zeros, array(2_500, Integer::toString))))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aProductThatWasStoredBeforeStaysReadableAndReplaceable() {
        var id = shop.product("1.00");
        mongo.getCollection("products")
                .withTimeout(1, TimeUnit.MINUTES)
                .updateOne(
                        eq(id),
                        set(
                                "attributes.n",
                                IntStream.range(0, 2_500).asLongStream().boxed().toList()));

        assertThat(editor.patch(id, "{\"name\": \"Kept\"}").invalid()).containsExactly("#/attributes");
        assertThat(shop.anybody().get("/products/" + id).at("/attributes/n").size())
                .isEqualTo(2_500);
        assertThat(editor.patch(id, "{\"attributes\": {\"n\": null}}").status()).isEqualTo(200);
    }

    /** With 2 MB of BSON and 7,000 keys; {@link ProductLimitsTests} computes them. */
    @Test
    void theLargestProductIsStoredFoundAndReadAsItWas() {
        var id = Shop.unique("large");
        var largest = ExtremeProducts.largest(id);
        var attributes = Objects.requireNonNull(largest.attributes()).json();

        assertThat(editor.put(id, product(id, attributes)).status()).isEqualTo(201);
        assertThat(shop.anybody().get("/products/" + id).at("/attributes").toString())
                .isEqualTo(attributes);
        var path = URLEncoder.encode(attributes.substring(2, attributes.indexOf("\":")), StandardCharsets.UTF_8);
        assertThat(shop.anybody()
                        .get("/products?attr." + path + "=1999")
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(id);
        assertThat(editor.delete(id).status()).isEqualTo(204);
    }

    private Reply importLine(String line) {
        return send("/products/import", line);
    }

    private Reply tryLine(String line) {
        return send("/products/import?dryRun=true", line);
    }

    private Reply send(String path, String line) {
        return shop.admin()
                .client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", path, BodyPublishers.ofString(line));
    }

    private static String numbers(int count) {
        return "{\"n\": %s}".formatted(array(count, Integer::toString));
    }

    private static String array(int size, IntFunction<String> element) {
        return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
    }

    private static String product(String id, String attributes) {
        return "{\"id\": \"%s\", \"name\": \"Lamp\", \"price\": {\"amount\": 1, \"currency\": \"EUR\"}, \"attributes\": %s}"
                .formatted(id, attributes);
    }
}
