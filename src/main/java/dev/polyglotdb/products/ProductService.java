package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.cache.ProductCache;
import dev.polyglotdb.products.cache.ProductCopy;
import dev.polyglotdb.products.search.FacetCounts;
import dev.polyglotdb.products.search.ProductPosition;
import dev.polyglotdb.products.search.ProductQuery;
import dev.polyglotdb.products.search.ProductSort;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Provides the products of the catalog. */
@Service
public class ProductService {

    /**
     * One page of products.
     *
     * @param facets the counts of values over all matching products, by field; null if none were requested
     * @param nextCursor the {@code cursor} parameter for the next page; null on the last page
     */
    record ProductPage(
            List<Product> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, List<FacetCounts.Count>> facets,

            @Nullable String nextCursor) {}

    private final ProductRepository productRepository;
    private final ProductListings listings;
    private final BulkProductRepository bulk;
    private final ProductUpserts upserts;
    private final ProductCache cache;
    private final JsonMapper json;

    ProductService(
            ProductRepository productRepository,
            ProductListings listings,
            BulkProductRepository bulk,
            ProductUpserts upserts,
            ProductCache cache,
            JsonMapper json) {
        this.productRepository = productRepository;
        this.listings = listings;
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

    ProductPage list(ProductQuery query, PageRequest request) {
        var cursor = request.cursor();
        var after = cursor == null ? null : ProductPosition.read(cursor, query.sort(), query.filters());
        var page = Page.of(
                listings.page(query, after, request.limit() + 1),
                request.limit(),
                product -> positionOf(product, query.sort()).toCursor(query.filters()));
        return new ProductPage(
                page.items(), query.facets().isEmpty() ? null : listings.facets(query), page.nextCursor());
    }

    private static ProductPosition positionOf(Product product, ProductSort sort) {
        return ProductPosition.of(
                sort, product.id(), product.name(), product.price().amount(), product.createdAt(), product.updatedAt());
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
