package dev.polyglotdb.products;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.products.cache.ProductCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The application's own catalog in a database of its own and without its time-outs, to be measured. */
public final class MeasuredCatalog {

    private static final StoreTimeouts PATIENT = new StoreTimeouts(Duration.ofMinutes(2));
    private static final int BATCH = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MongoTemplate mongo;
    private final ProductRepository productRepository;

    public MeasuredCatalog(MongoClient client, String database) {
        mongo = new MongoTemplate(client, database);
        productRepository = new ProductRepository(new ProductCollection(mongo, ProductCollection.NAME, PATIENT));
    }

    /** Makes the indexes, as the application does in the background. */
    public void createIndexes() {
        new IndexBuild(documents()).run();
    }

    /** Adds the first of many products. */
    public void load(ManyProducts many, long size, Instant now) {
        for (long from = 0; from < size; from += BATCH) {
            documents()
                    .insertMany(many.between(from, Math.min(size, from + BATCH)).stream()
                            .map(product -> ProductDocuments.toDocument(Product.of(product, 0, now)))
                            .toList());
        }
    }

    /** Reads a product as {@code GET /products/{id}} does if the cache has no copy. */
    public Optional<ProductCopy> find(String id) {
        return productRepository
                .find(id)
                .map(product -> new ProductCopy(product.version(), JSON.writeValueAsBytes(product)));
    }

    /**
     * Gives a product another name and the next version, as {@code PUT /products/{id}} does.
     *
     * @param around makes the write, and returns what it returns
     * @return the version
     */
    public long revise(String id, Predicate<Supplier<Boolean>> around) {
        while (true) {
            var current = productRepository.find(id).orElseThrow();
            var command = new NewProduct(
                    id,
                    "Version " + (current.version() + 1),
                    current.description(),
                    current.category(),
                    current.brand(),
                    current.price(),
                    current.attributes());
            var next = current.revisedBy(command, current.updatedAt());
            if (around.test(() -> productRepository.replace(current, next))) {
                return next.version();
            }
        }
    }

    /** Removes the database. */
    public void drop() {
        mongo.getDb().drop();
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection(ProductCollection.NAME);
    }
}
