package dev.polyglotdb.products;

import com.mongodb.ExplainVerbosity;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.products.search.ProductParameters;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.util.Streamable;

/** The application's own searches in the database of a {@link MeasuredCatalog}, to be measured. */
public final class MeasuredListings {

    private static final StoreTimeouts PATIENT = new StoreTimeouts(Duration.ofMinutes(2));
    private static final JsonWriterSettings INDENTED =
            JsonWriterSettings.builder().indent(true).build();

    /**
     * What {@link Product} holds, for tests of other packages.
     *
     * @param attributes as JSON
     */
    public record Content(
            String id,
            String name,
            @Nullable String category,
            @Nullable String brand,
            BigDecimal amount,
            String attributes) {}

    private final MongoTemplate mongo;
    private final ProductRepository productRepository;
    private final ProductListings listings;

    public MeasuredListings(MongoClient client, String database) {
        mongo = new MongoTemplate(client, database);
        var productCollection = new ProductCollection(mongo, ProductCollection.NAME, PATIENT);
        productRepository = new ProductRepository(productCollection);
        listings = new ProductListings(productCollection);
    }

    /** Returns the words by which a product is found. */
    public static List<String> words(NewProduct product) {
        return ProductDocuments.searchFields(Product.of(product, 0, Instant.EPOCH))
                .getList("words", String.class);
    }

    public Content find(String id) {
        return productRepository.find(id).map(MeasuredListings::content).orElseThrow();
    }

    /** @param parameters those of {@code GET /products} */
    public List<Content> page(Map<String, List<String>> parameters, int limit) {
        var query = ProductParameters.read(parameters);
        return listings.findPage(
                query,
                null,
                limit,
                found -> Streamable.of(found).map(MeasuredListings::content).toList());
    }

    /** Returns each name with its values and their counts, in order. */
    public List<String> facets(Map<String, List<String>> parameters) {
        return listings.countFacets(ProductParameters.read(parameters)).entrySet().stream()
                .flatMap(facet -> facet.getValue().stream()
                        .map(each -> "%s %s %d"
                                .formatted(facet.getKey(), each.value().asString(), each.count())))
                .toList();
    }

    /** Returns how the server finds a page, as far as it can tell. */
    public String plan(Map<String, List<String>> parameters, int limit) {
        return listings.explain(ProductParameters.read(parameters), null, limit)
                .map(plan -> plan.toJson(INDENTED))
                .orElse("The server does not explain.");
    }

    /** Returns how the server counts facets, as far as it can tell. */
    public String facetPlan(Map<String, List<String>> parameters) {
        try {
            return ProductListings.aggregate(
                            mongo.getCollection(ProductCollection.NAME), ProductParameters.read(parameters))
                    .explain(ExplainVerbosity.EXECUTION_STATS)
                    .toJson(INDENTED);
        } catch (MongoCommandException refusal) {
            return "The server does not explain: " + refusal.getErrorMessage();
        }
    }

    /** Returns the bytes of documents and indexes on disk. */
    public long bytes() {
        var statistics = mongo.getDb().runCommand(new Document("dbStats", 1));
        return statistics.get("storageSize", Number.class).longValue()
                + statistics.get("indexSize", Number.class).longValue();
    }

    /** Returns the documents' indexes and a page's query, as they are sent. */
    public static String indexes() {
        return String.join(
                "\n",
                ProductIndexes.ALL.stream()
                        .map(index -> index.getKeys()
                                .toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry())
                                .toJson())
                        .toList());
    }

    private static Content content(Product product) {
        return new Content(
                product.id(),
                product.name(),
                product.category(),
                product.brand(),
                product.price().amount(),
                product.attributes().json());
    }
}
