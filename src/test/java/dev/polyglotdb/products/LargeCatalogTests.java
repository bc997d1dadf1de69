package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.FindIterable;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.search.ProductParameters;
import dev.polyglotdb.products.search.ProductPosition;
import dev.polyglotdb.products.search.ProductQuery;
import dev.polyglotdb.products.search.ProductSort;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.LinkedMultiValueMap;

/** What large lists cost a real mongod. The emulator uses no index for lists and explains nothing. */
@ShopTest
@Tag("mongod")
class LargeCatalogTests {

    private static final int TIED = 10_000;
    private static final int MANY = Integer.getInteger("polyglot.facets.products", 100_000);
    private static final int PORTION = 10_000;
    private static final int PAGE = 20;

    /** Two ranges of an index, one for ties and one for what follows, each ending with the page; and where they end. */
    private static final int KEYS = 2 * (PAGE + 2);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Shop shop;
    private final MongoOperations mongo;
    private final StoreControl stores;
    private final String category = Shop.unique("large");

    LargeCatalogTests(Shop shop, MongoOperations mongo, StoreControl stores) {
        this.shop = shop;
        this.mongo = mongo;
        this.stores = stores;
    }

    @BeforeEach
    void onlyWithARealMongod() {
        Assumptions.assumeFalse(
                stores.isEmulated(Engine.MONGODB), "the emulator has no explain and no indexes for lists");
    }

    @AfterEach
    void clear() {
        mongo.getCollection("products").withTimeout(5, TimeUnit.MINUTES).deleteMany(eq("category", category));
    }

    /** All have one name, and one of three prices; an import gives thousands the same times. */
    @ParameterizedTest
    @EnumSource(ProductSort.class)
    void aPageInTheMiddleOfManyTiesCostsNoMoreThanTheFirst(ProductSort sort) {
        fill(TIED);
        var query = query("category=" + category + "&sort=" + sort.parameter());

        for (var place : List.of(0, TIED / 4, TIED / 2, TIED - PAGE)) {
            var page = ProductListings.find(
                    mongo.getCollection(ProductCollection.NAME),
                    query,
                    place == 0 ? null : position(query, place - 1),
                    PAGE);

            assertThat(keysExamined(page)).as("%s at %d", sort, place).isBetween(PAGE, KEYS);
            assertThat(page).hasSize(PAGE);
        }
    }

    /** For a machine that does nothing else. */
    @Test
    @Tag("measurement")
    void facetsOverManyProductsComeInTime() {
        fill(MANY);

        for (var facets : List.of("brand", "brand,attr.color", "brand,attr.color,attr.size,attr.material")) {
            var begin = System.nanoTime();
            var reply = shop.anybody().get("/products?category=" + category + "&limit=1&facets=" + facets);
            var took = Duration.ofNanos(System.nanoTime() - begin);

            System.out.printf("facets over %,d products: %s in %d ms%n", MANY, facets, took.toMillis());
            assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
            assertThat(took).as(facets).isLessThan(PATIENCE);
        }
    }

    private void fill(int products) {
        for (var from = 0; from < products; from += PORTION) {
            var lines = IntStream.range(from, Math.min(from + PORTION, products))
                    .mapToObj(this::line)
                    .collect(Collectors.joining("\n"));
            var report = shop.admin()
                    .client()
                    .with("Content-Type", "application/x-ndjson")
                    .send("POST", "/products/import", BodyPublishers.ofString(lines));
            assertThat(report.number("/rejectedCount")).as(report.toString()).isZero();
        }
    }

    private String line(int number) {
        return """
                {"id": "%s-%06d", "name": "Thing", "category": "%s", "brand": "Brand %d", \
                "price": {"amount": %d, "currency": "EUR"}, \
                "attributes": {"color": "color %d", "size": %d, "material": "material %d"}}""".formatted(
                        category, number, category, number % 20, number % 3 + 1, number % 12, number % 40, number % 7);
    }

    private ProductQuery query(String text) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (var parameter : text.split("&")) {
            parameters.add(
                    parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        return ProductParameters.read(parameters);
    }

    private ProductPosition position(ProductQuery query, int place) {
        var product = ProductDocuments.toProduct(Objects.requireNonNull(
                ProductListings.find(mongo.getCollection(ProductCollection.NAME), query, null, place + 1)
                        .skip(place)
                        .first()));
        return ProductPosition.of(
                query.sort(),
                product.id(),
                product.name(),
                product.price().amount(),
                product.createdAt(),
                product.updatedAt());
    }

    private static int keysExamined(FindIterable<Document> page) {
        var statistics = page.explain(ExplainVerbosity.EXECUTION_STATS).get("executionStats", Document.class);
        return Objects.requireNonNull((Number) statistics.get("totalKeysExamined"))
                .intValue();
    }
}
