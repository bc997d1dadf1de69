package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.search.ProductParameters;
import dev.polyglotdb.products.search.ProductPosition;
import dev.polyglotdb.products.search.ProductQuery;
import dev.polyglotdb.products.search.ProductSort;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.LinkedMultiValueMap;

/** Checks the query plans of a real mongod. The emulator has no plans; it always scans. */
@ShopTest
class ListingPlanTests {

    private final MongoCollection<Document> products;
    private final StoreControl stores;
    private final Shelf shelf;

    ListingPlanTests(Shop shop, MongoOperations mongo, StoreControl stores) {
        this.products = mongo.getCollection(ProductCollection.NAME);
        this.stores = stores;
        this.shelf = new Shelf(shop);
    }

    @BeforeEach
    void onlyWhereThereAreProductsAndPlans() {
        Assumptions.assumeFalse(stores.isEmulated(Engine.MONGODB), "the emulator has no explain");
        shelf.put("\"brand\": \"B\", \"attributes\": {\"color\": \"red\", \"size\": 1}");
        shelf.put("\"brand\": \"C\", \"attributes\": {\"color\": \"blue\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "category=CATEGORY",
                "brand=B",
                "category=CATEGORY&brand=B",
                "minPrice=1",
                "maxPrice=5",
                "minPrice=0.5&maxPrice=5",
                "category=CATEGORY&minPrice=0.5&maxPrice=5",
                "brand=B&maxPrice=5",
                "q=thi",
                "q=thing+thi",
                "category=CATEGORY&q=thing",
                "attr.color=red",
                "attr.color=red&attr.color=blue",
                "attr.color=red&attr.size=1",
                "brand=B&attr.color=red",
                "updatedSince=2026-01-01T00:00:00Z",
                "category=CATEGORY&updatedSince=2026-01-01T00:00:00Z",
                "q=thing&attr.color=red&minPrice=1"
            })
    void noListingScansTheCollection(String filter) {
        for (var sort : ProductSort.values()) {
            var query = query(filter + "&sort=" + sort.parameter());
            for (var after : Stream.of(null, middle(sort)).toList()) {
                var plan = ProductListings.find(products, query, after, 21).explain(ExplainVerbosity.QUERY_PLANNER);
                assertThat(stages(plan))
                        .as("%s %s %s", filter, sort, plan.toJson())
                        .isNotEmpty()
                        .doesNotContain("COLLSCAN");
            }
        }
        for (var facets : List.of("category", "brand,attr.color", "attr.size")) {
            var plan = ProductListings.aggregate(products, query(filter + "&facets=" + facets))
                    .explain(ExplainVerbosity.QUERY_PLANNER);
            assertThat(stages(plan))
                    .as("%s %s %s", filter, facets, plan.toJson())
                    .isNotEmpty()
                    .doesNotContain("COLLSCAN");
        }
    }

    /** So the cost of a page depends on its size and not on the size of the category. */
    @ParameterizedTest
    @ValueSource(strings = {"", "category=CATEGORY", "brand=B"})
    void browsingNeedsNoSortStage(String filter) {
        for (var sort : ProductSort.values()) {
            var plan = ProductListings.find(products, query(filter + "&sort=" + sort.parameter()), null, 21)
                    .explain(ExplainVerbosity.QUERY_PLANNER);
            assertThat(stages(plan))
                    .as("%s %s %s", filter, sort, plan.toJson())
                    .isNotEmpty()
                    .doesNotContain("SORT");
        }
    }

    private ProductQuery query(String text) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (var parameter : text.replace("CATEGORY", shelf.category()).split("&")) {
            var parts = parameter.split("=", 2);
            if (parts.length == 2) {
                parameters.add(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return ProductParameters.read(parameters);
    }

    private static ProductPosition middle(ProductSort sort) {
        return ProductPosition.of(sort, "m", "M", new BigDecimal("0.50"), Instant.EPOCH, Instant.EPOCH);
    }

    /** Returns the names of all stages of the winning plans, in any form of explain output. */
    private static List<String> stages(Document explanation) {
        var stages = new ArrayList<String>();
        collect(explanation, false, stages);
        return stages;
    }

    private static void collect(Object value, boolean won, List<String> stages) {
        if (value instanceof Document document) {
            document.forEach((key, member) -> {
                if (won && key.equals("stage")) {
                    stages.add(member.toString());
                }
                collect(member, won || key.equals("winningPlan"), stages);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, won, stages));
        }
    }
}
