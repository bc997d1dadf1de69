package dev.polyglotdb.products;

import dev.polyglotdb.web.Page;
import dev.polyglotdb.web.PageRequest;
import dev.polyglotdb.web.ProblemException;
import dev.polyglotdb.web.ProblemType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** The catalog. */
@Service
public class ProductService {

    private static final ProblemType PRODUCT_EXISTS =
            new ProblemType("product-exists", "The product exists", HttpStatus.CONFLICT);

    private final Products products;
    private final ProductListings listings;
    private final DeletedVersions deleted;
    private final ProductCache cache;
    private final JsonMapper json;
    private final Clock clock;

    ProductService(
            Products products,
            ProductListings listings,
            DeletedVersions deleted,
            ProductCache cache,
            JsonMapper json,
            Clock clock) {
        this.products = products;
        this.listings = listings;
        this.deleted = deleted;
        this.cache = cache;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ProblemException (409) if there is a product with this id */
    public Product create(NewProduct command) {
        var product = Product.of(command, deleted.last(command.id()), clock.instant());
        if (!cache.whileChanging(List.of(product.id()), () -> products.add(product))) {
            throw new ProblemException(PRODUCT_EXISTS, "There is a product " + product.id() + " already.");
        }
        return product;
    }

    /** The product as it is sent, from the cache or into it. */
    ProductCopy copy(String id) {
        return cache.get(id, () -> products.find(id).map(this::copyOf))
                .orElseThrow(() -> ProblemException.notFound("product with this id"));
    }

    private ProductCopy copyOf(Product product) {
        return new ProductCopy(product.version(), json.writeValueAsBytes(product));
    }

    ProductPage list(ProductQuery query, PageRequest request) {
        var cursor = request.cursor();
        var after = cursor == null ? null : ProductPosition.read(cursor, query.sort());
        var page = Page.of(
                listings.page(query, after, request.limit() + 1),
                request.limit(),
                product -> ProductPosition.of(query.sort(), product).toCursor());
        return ProductPage.of(page, query.facets().isEmpty() ? null : listings.facets(query));
    }

    /** What is known of these products, by id; those that don't exist are left out. One query, whatever their number. */
    public Map<String, ProductSummary> summaries(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return products.summaries(ids).stream().collect(Collectors.toMap(ProductSummary::id, Function.identity()));
    }
}
