package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.cache.ProductCache;
import dev.polyglotdb.products.cache.ProductCopy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Provides the products of the catalog. */
@Service
public class ProductService {

    private final ProductRepository productRepository;
    private final BulkProductRepository bulk;
    private final ProductUpserts upserts;
    private final ProductCache cache;
    private final JsonMapper json;

    ProductService(
            ProductRepository productRepository,
            BulkProductRepository bulk,
            ProductUpserts upserts,
            ProductCache cache,
            JsonMapper json) {
        this.productRepository = productRepository;
        this.bulk = bulk;
        this.upserts = upserts;
        this.cache = cache;
        this.json = json;
    }

    /** Returns the serialized product from the cache, and caches it if necessary. */
    ProductCopy copy(String id) {
        return cache.get(id, () -> productRepository.find(id).map(this::copyOf))
                .orElseThrow(() -> ProblemException.notFound("product with this id"));
    }

    private ProductCopy copyOf(Product product) {
        return new ProductCopy(product.version(), json.writeValueAsBytes(product));
    }

    /** Returns summaries of the existing products, by id. It runs one query, whatever their number. */
    public Map<String, ProductSummary> summaries(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return productRepository.summaries(ids).stream()
                .collect(Collectors.toMap(ProductSummary::id, Function.identity()));
    }

    /**
     * Writes many products at once. Concurrent writes by others are safe.
     *
     * @param commands the commands by product id; those for one product are applied in order
     */
    public UpsertCounts upsert(Map<String, List<NewProduct>> commands) {
        return upserts.apply(commands);
    }

    /** Begins to read all products. It reads from MongoDB only as it advances. */
    public CatalogScan scan() {
        return new CatalogScan(bulk);
    }
}
