package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.resilience.Seeds;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Runs random queries on random products through HTTP, and compares the answers with a simple model of the contract.
 * {@code -Dpolyglot.catalog.queries} sets their number.
 */
@ShopTest
@SideBySide
class CatalogModelTests {

    private static final int PRODUCTS = 150;
    private static final int QUERIES = Integer.getInteger("polyglot.catalog.queries", 120);

    private final Shop shop;

    CatalogModelTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void everyQueryGetsTheAnswerOfASimpleModel() {
        var seed = Seeds.next();
        Seeds.replayable(seed, () -> {
            var random = new Random(seed);
            var products = new RandomProducts(random);
            var catalog = new PlainCatalog(post(products));
            var queries = new RandomQueries(random, products);
            for (int i = 0; i < QUERIES; i++) {
                check(catalog, queries.next());
            }
        });
    }

    private List<JsonNode> post(RandomProducts products) {
        var posted = new ArrayList<JsonNode>();
        for (int i = 0; i < PRODUCTS; i++) {
            var json = products.next();
            var created = shop.admin().post("/products", json);
            assertThat(created.status()).as("%s %s", json, created).isEqualTo(201);
            var read =
                    shop.anybody().get(created.header("Location").orElseThrow()).body();
            assertThat(read).isEqualTo(created.body());
            assertThat(same(read.path("attributes"), Reply.parse(json).path("attributes")))
                    .as("%s %s", json, read)
                    .isTrue();
            posted.add(read);
        }
        return posted;
    }

    private void check(PlainCatalog catalog, Map<String, List<String>> query) {
        var expected = catalog.find(query);
        var parameters = "/products?" + RandomQueries.encode(query);
        var pages = shop.anybody().pages(parameters);
        var facets = pages.get(0).at("/facets");
        var names = query.getOrDefault("facets", List.of()).stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .toList();
        if (!names.isEmpty()) {
            assertThat(facets.propertyNames()).as("%s", query).containsExactlyElementsOf(names);
            for (var name : names) {
                assertThat(PlainCatalog.facet(facets.get(name)))
                        .as("%s of %s", name, query)
                        .isEqualTo(catalog.facet(query, name));
            }
        } else {
            assertThat(facets.isMissingNode()).isTrue();
        }
        var limit = Integer.parseInt(query.getOrDefault("limit", List.of()).get(0));
        var items = new ArrayList<JsonNode>();
        pages.forEach(page -> page.at("/items").forEach(items::add));
        assertThat(pages.subList(0, pages.size() - 1))
                .allSatisfy(page -> assertThat(page.at("/items").size()).isEqualTo(limit));
        assertThat(items).as("%s", query).isEqualTo(expected);
    }

    /** Compares trees. Numbers are compared by value. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (left, right) -> left.isNumber() && right.isNumber()
                        ? left.decimalValue().compareTo(right.decimalValue())
                        : left.equals(right) ? 0 : 1,
                other);
    }
}
