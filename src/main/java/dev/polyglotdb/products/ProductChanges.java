package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.products.cache.ProductCache;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Creates, replaces, patches and deletes products. A write applies only to the version that was read. If another write
 * comes first, this one reads the product again; then either a precondition fails or the write is retried.
 */
@Service
public class ProductChanges {

    /** Each lost race is another writer's success, so this many concurrent writers of one product all succeed. */
    private static final int MAX_ATTEMPTS = 100;

    private static final ProblemType PRODUCT_EXISTS =
            new ProblemType("product-exists", "The product exists", HttpStatus.CONFLICT);

    private static final ProblemType CONTENDED =
            new ProblemType("product-contended", "Too many change the product at once", HttpStatus.CONFLICT);

    /** @param created whether the write created the product */
    record Written(Product product, boolean created) {}

    private final ProductRepository productRepository;
    private final DeletedVersions deletedVersions;
    private final ProductCache cache;
    private final ProductBodies bodies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProductChanges(
            ProductRepository productRepository,
            DeletedVersions deletedVersions,
            ProductCache cache,
            ProductBodies bodies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.productRepository = productRepository;
        this.deletedVersions = deletedVersions;
        this.cache = cache;
        this.bodies = bodies;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Creates a product.
     *
     * @throws ProblemException (409) if a product with this id exists
     */
    public Product create(NewProduct command) {
        var product = Product.of(command, deletedVersions.last(command.id()), clock.instant());
        if (!store(null, product)) {
            throw new ProblemException(PRODUCT_EXISTS, "There is a product " + product.id() + " already.");
        }
        return product;
    }

    Written replace(String id, JsonNode body, Preconditions preconditions) {
        var command = bodies.replacement(id, body);
        return write(id, preconditions, current -> command);
    }

    Product patch(String id, JsonNode patch, Preconditions preconditions) {
        return write(id, preconditions, current -> bodies.patched(current.orElseThrow(ProductChanges::notFound), patch))
                .product();
    }

    private Written write(String id, Preconditions preconditions, Function<Optional<Product>, NewProduct> content) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var found = productRepository.find(id);
            var current = found.orElse(null);
            preconditions.check(current);
            var command = content.apply(found);
            var now = clock.instant();
            var next = current == null
                    ? Product.of(command, deletedVersions.last(id), now)
                    : current.revisedBy(command, now);
            if (next == current || store(current, next)) {
                return new Written(next, current == null);
            }
        }
        throw contended(id);
    }

    /** @return whether the product was stored; false if the current product has changed */
    private boolean store(@Nullable Product current, Product next) {
        return cache.whileChanging(
                List.of(next.id()),
                () -> current == null ? productRepository.add(next) : productRepository.replace(current, next));
    }

    void delete(String id, Preconditions preconditions) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var current = productRepository.find(id).orElse(null);
            if (current == null) {
                events.publishEvent(new ProductDeleted(id));
                preconditions.check(null);
                throw notFound();
            }
            preconditions.check(current);
            deletedVersions.keep(current);
            if (cache.whileChanging(List.of(id), () -> productRepository.remove(current))) {
                events.publishEvent(new ProductDeleted(id));
                return;
            }
        }
        throw contended(id);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("product with this id");
    }

    private static ProblemException contended(String id) {
        return new ProblemException(
                CONTENDED, "Others changed the product " + id + " each time before this request could. Try again.");
    }
}
