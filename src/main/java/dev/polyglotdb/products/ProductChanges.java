package dev.polyglotdb.products;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.products.cache.ProductCache;
import java.time.Clock;
import java.time.Duration;
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

    private static final ProblemType PRODUCT_EXISTS =
            new ProblemType("product-exists", "The product exists", HttpStatus.CONFLICT);

    /** @param created whether the write created the product */
    record Written(Product product, boolean created) {}

    private final ProductRepository productRepository;
    private final DeletedVersions deletedVersions;
    private final ProductCache cache;
    private final ProductBodies bodies;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final WriteTurns writeTurns;
    private final Duration attemptsLimit;

    ProductChanges(
            ProductRepository productRepository,
            DeletedVersions deletedVersions,
            ProductCache cache,
            ProductBodies bodies,
            ApplicationEventPublisher events,
            Clock clock,
            StoreTimeouts timeouts) {
        this.productRepository = productRepository;
        this.deletedVersions = deletedVersions;
        this.cache = cache;
        this.bodies = bodies;
        this.events = events;
        this.clock = clock;
        // Half of the client's time at most goes to the turn, and half of the stores' time to lost races.
        this.writeTurns = new WriteTurns(timeouts.roundTrip());
        this.attemptsLimit = timeouts.roundTrip();
    }

    /**
     * Creates a product.
     *
     * @throws ProblemException (409) if a product with this id exists
     */
    public Product create(NewProduct command) {
        var id = command.id();
        // Looks before it asks for the last version, which a deletion stores first: so a product that has just been
        // deleted is never continued with a version that it had.
        if (productRepository.find(id).isEmpty()) {
            var product = Product.of(command, deletedVersions.last(id), clock.instant());
            if (store(null, product)) {
                return product;
            }
        }
        throw new ProblemException(PRODUCT_EXISTS, "There is a product " + id + " already.");
    }

    Written replace(String id, JsonNode body, Preconditions preconditions) {
        var command = bodies.replacement(id, body);
        return writeTurns.take(id, () -> write(id, preconditions, current -> command));
    }

    Product patch(String id, JsonNode patch, Preconditions preconditions) {
        return writeTurns
                .take(
                        id,
                        () -> write(
                                id,
                                preconditions,
                                current -> bodies.patched(current.orElseThrow(() -> absent(id)), patch)))
                .product();
    }

    private Written write(String id, Preconditions preconditions, Function<Optional<Product>, NewProduct> content) {
        var attempts = new Attempts(id, attemptsLimit);
        while (true) {
            var found = attempts.begin(() -> productRepository.find(id));
            var current = found.orElse(null);
            check(id, preconditions, current);
            var command = content.apply(found);
            var now = clock.instant();
            var next = current == null
                    ? Product.of(command, deletedVersions.last(id), now)
                    : current.revisedBy(command, now);
            if (next == current) {
                cache.drop(List.of(id));
                return new Written(next, false);
            }
            if (store(current, next)) {
                return new Written(next, current == null);
            }
        }
    }

    /** What the client is told of is what it reads next, also if an earlier write of its own took effect late. */
    private void check(String id, Preconditions preconditions, @Nullable Product current) {
        try {
            preconditions.check(current);
        } catch (ProblemException unmet) {
            cache.drop(List.of(id));
            throw unmet;
        }
    }

    /** @return whether the product was stored; false if the current product has changed */
    private boolean store(@Nullable Product current, Product next) {
        return cache.whileChanging(
                List.of(next.id()),
                () -> current == null ? productRepository.add(next) : productRepository.replace(current, next));
    }

    void delete(String id, Preconditions preconditions) {
        writeTurns.take(id, () -> remove(id, preconditions));
    }

    private void remove(String id, Preconditions preconditions) {
        var attempts = new Attempts(id, attemptsLimit);
        while (true) {
            var current = attempts.begin(() -> productRepository.find(id)).orElse(null);
            if (current == null) {
                var absent = absent(id);
                events.publishEvent(new ProductDeleted(id));
                preconditions.check(null);
                throw absent;
            }
            check(id, preconditions, current);
            deletedVersions.keep(current);
            if (cache.whileChanging(List.of(id), () -> productRepository.remove(current))) {
                events.publishEvent(new ProductDeleted(id));
                return;
            }
        }
    }

    /** Returns what the client is told, which is what it reads next: a deletion may have taken effect late. */
    private ProblemException absent(String id) {
        cache.drop(List.of(id));
        return ProblemException.notFound("product with this id");
    }
}
