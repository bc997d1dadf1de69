package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.products.search.SearchFields;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

@ShopTest
class FacetTests {

    private final Shop shop;
    private final Shelf shelf;
    private final MongoTemplate mongo;

    FacetTests(Shop shop, MongoTemplate mongo) {
        this.shop = shop;
        this.mongo = mongo;
        this.shelf = new Shelf(shop);
    }

    @Test
    void facetsAreThereOnlyWhenAskedFor() {
        shelf.putPriced("1");

        assertThat(shelf.ask("").body().has("facets")).isFalse();
        assertThat(shelf.ask("facets=brand").at("/facets").toString()).isEqualTo("{\"brand\":[]}");
    }

    @Test
    void valuesAreCountedOverAllMatchesWhateverThePage() {
        shelf.put("\"brand\": \"$A\", \"attributes\": {\"color\": \"red\", \"size\": 1}");
        shelf.put("\"brand\": \"B\", \"attributes\": {\"color\": [\"red\", \"blue\", \"red\"], \"size\": 2}");
        shelf.put("\"brand\": \"B\", \"attributes\": {\"color\": \"blue\", \"size\": 3}");
        shelf.put("\"attributes\": {\"color\": \"red\"}");

        var first = shelf.ask("limit=1&sort=name&facets=brand,attr.color");
        assertThat(first.at("/items").size()).isEqualTo(1);
        assertThat(first.at("/facets").toString()).isEqualTo("""
                {"brand":[{"value":"B","count":2},{"value":"$A","count":1}],\
                "attr.color":[{"value":"red","count":3},{"value":"blue","count":2}]}""");
        var second = shelf.ask("limit=1&sort=name&facets=brand,attr.color&cursor=" + first.text("/nextCursor"));
        assertThat(second.at("/facets")).isEqualTo(first.at("/facets"));
        assertThat(shelf.ask("attr.color=blue&minPrice=1&facets=attr.size&facets=brand,attr.size")
                        .at("/facets")
                        .toString())
                .isEqualTo("{\"attr.size\":[{\"value\":2,\"count\":1},{\"value\":3,\"count\":1}],"
                        + "\"brand\":[{\"value\":\"B\",\"count\":2}]}");
    }

    /** An answer would otherwise have as many as there are, of 60 KB each. */
    @Test
    void ofLongTextsAnAnswerNamesAMillionCharacters() {
        for (var i = 0; i < 25; i++) {
            shelf.put("\"attributes\": {\"essay\": \"%02d%s\"}".formatted(i, "x".repeat(60_000)));
        }

        assertThat(shelf.ask("limit=1&facets=attr.essay")
                        .at("/facets/attr.essay")
                        .size())
                .isBetween(16, 18);
    }

    /** Such as one from elsewhere, until the upkeep has come to it. */
    @Test
    void aProductWithoutSearchFieldsDoesNotFailTheCountOfOthers() {
        shelf.put("\"brand\": \"A\"");
        var incomplete = eq(shelf.put("\"brand\": \"B\""));
        var products = mongo.getCollection(ProductCollection.NAME).withTimeout(1, TimeUnit.MINUTES);
        products.updateOne(incomplete, unset(SearchFields.FIELD));

        assertThat(shelf.ask("brand=A&facets=brand,category").texts("/facets/brand", "/value"))
                .contains("A");
        products.deleteOne(incomplete);
    }

    /** A shopper who has chosen red still sees how many are blue. */
    @Test
    void aNameIsCountedOverWhatAllOtherFiltersMatch() {
        shelf.put("\"brand\": \"A\", \"attributes\": {\"color\": \"red\", \"size\": 1}");
        shelf.put("\"brand\": \"A\", \"attributes\": {\"color\": \"blue\", \"size\": 1}");
        shelf.put("\"brand\": \"B\", \"attributes\": {\"color\": [\"red\", \"blue\"], \"size\": 2}");
        shelf.put("\"brand\": \"B\", \"attributes\": {\"color\": \"green\", \"size\": 2}");

        assertThat(shelf.ask("attr.color=red&facets=attr.color,brand,attr.size")
                        .at("/facets")
                        .toString())
                .isEqualTo("""
                {"attr.color":[{"value":"blue","count":2},{"value":"red","count":2},{"value":"green","count":1}],\
                "brand":[{"value":"A","count":1},{"value":"B","count":1}],\
                "attr.size":[{"value":1,"count":1},{"value":2,"count":1}]}""");
        assertThat(shelf.ask("brand=B&attr.color=green&attr.size=2&facets=brand,attr.color,attr.size")
                        .at("/facets")
                        .toString())
                .isEqualTo("""
                {"brand":[{"value":"B","count":1}],\
                "attr.color":[{"value":"blue","count":1},{"value":"green","count":1},{"value":"red","count":1}],\
                "attr.size":[{"value":2,"count":1}]}""");
    }

    @Test
    void theFilterOnTheCategoryIsIgnoredByItsOwnCountsOnly() {
        var other = new Shelf(shop);
        var brand = Shop.unique("brand");
        for (var one : List.of(shelf, shelf, other)) {
            one.put("\"brand\": \"%s\"".formatted(brand));
        }

        var facets = shelf.ask("brand=" + brand + "&facets=category,brand").at("/facets");

        assertThat(facets.at("/category").toString())
                .isEqualTo("[{\"value\":\"%s\",\"count\":2},{\"value\":\"%s\",\"count\":1}]"
                        .formatted(shelf.category(), other.category()));
        assertThat(facets.at("/brand").toString()).isEqualTo("[{\"value\":\"%s\",\"count\":2}]".formatted(brand));
    }

    @Test
    void textsAndKeysAreOneInEachOfTheirForms() {
        shelf.putWith("{\"caf\u00E9\": \"ti\u1EBFng\"}");
        shelf.putWith("{\"cafe\u0301\": \"tie\u0302\u0301ng\"}");
        var key = "attr.caf\u00E9";

        for (var asked : List.of(key, "attr.cafe\u0301")) {
            var reply = shelf.ask(
                    Shelf.encode(asked) + "=" + Shelf.encode("tie\u0302\u0301ng") + "&facets=" + Shelf.encode(asked));

            assertThat(reply.at("/items").size()).isEqualTo(2);
            assertThat(reply.at("/facets").toString())
                    .isEqualTo("{\"%s\":[{\"value\":\"ti\u1EBFng\",\"count\":2}]}".formatted(key));
        }
    }

    @Test
    void valuesKeepTheirTypeAndEqualNumbersAreCountedTogether() {
        shelf.putWith("{\"v\": [10, 10.0, \"10\", true, null, {}, [1E+1, \"$v\"]]}");
        shelf.putWith("{\"v\": 1e1}");
        shelf.putWith("{\"v\": [-1.50, -15e-1, 0.0, -0, 9223372036854775807, 1e40]}");
        shelf.putWith("{\"v\": null}");

        assertThat(shelf.ask("facets=attr.v").at("/facets/attr.v").toString()).isEqualTo("""
                [{"value":10,"count":2},{"value":-1.5,"count":1},{"value":0,"count":1},\
                {"value":9223372036854775807,"count":1},{"value":1E+40,"count":1},\
                {"value":"$v","count":1},{"value":"10","count":1},{"value":true,"count":1}]""");
    }

    @Test
    void fiftyValuesAreGivenTheMostFrequentFirst() {
        shelf.putWith("{\"n\": [%s]}"
                .formatted(IntStream.range(0, 120).mapToObj(Integer::toString).collect(Collectors.joining(","))));
        shelf.putWith("{\"n\": [77, 99, 5]}");

        var values = shelf.ask("facets=attr.n").texts("/facets/attr.n", "/value");

        assertThat(values)
                .hasSize(50)
                .startsWith("5", "77", "99", "0", "1", "2")
                .endsWith("46", "47");
    }

    @Test
    void textsAndPathsOfAnyLengthAreCounted() {
        var key = "$k".repeat(100);
        var text = "😀x".repeat(300);
        shelf.putWith("{\"%s\": [\"%s\", \"short\"]}".formatted(key, text));
        shelf.putWith("{\"%s\": [\"%s\", \"%sx\"]}".formatted(key, text, text));

        var facet = shelf.ask("facets=attr." + Shelf.encode(key)).at("/facets").get("attr." + key);

        assertThat(facet.size()).isEqualTo(3);
        assertThat(facet.get(0).toString()).isEqualTo("{\"value\":\"%s\",\"count\":2}".formatted(text));
        assertThat(facet.get(1).at("/value").asString()).isEqualTo("short");
        assertThat(facet.get(2).at("/value").asString()).isEqualTo(text + "x");
    }

    @Test
    void attributesThatNoPathCanAddressAreNotCounted() {
        shelf.putWith("{\"a.b\": 1, \"a\": {\"b.c\": 2, \"\": 3, \"b\": 4}, \"a\\u0000\": 5}");

        assertThat(shelf.ask("facets=attr.a.b,attr.a").at("/facets").toString())
                .isEqualTo("{\"attr.a.b\":[{\"value\":4,\"count\":1}],\"attr.a\":[]}");
    }

    @Test
    void aWholeCatalogCanBeCounted() {
        shelf.put("\"attributes\": {\"%s\": \"x\"}".formatted(shelf.category()));

        assertThat(shop.anybody()
                        .get("/products?limit=1&facets=category,brand,attr." + shelf.category())
                        .at("/facets")
                        .get("attr." + shelf.category())
                        .toString())
                .isEqualTo("[{\"value\":\"x\",\"count\":1}]");
    }
}
