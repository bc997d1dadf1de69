package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static dev.polyglotdb.products.ProductDocuments.unchanged;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Stores products in MongoDB. */
@Repository
@UsesStore(Store.MONGODB)
class ProductRepository {

    private final ProductCollection productCollection;

    ProductRepository(ProductCollection productCollection) {
        this.productCollection = productCollection;
    }

    /** @return whether the product was added; false if one with this id exists */
    boolean add(Product product) {
        var document = ProductDocuments.toDocument(product);
        return write(product.id(), collection -> isInserted(collection, document), found -> isThere(product, found));
    }

    private static boolean isInserted(MongoCollection<Document> collection, Document document) {
        try {
            return collection.insertOne(document).wasAcknowledged();
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    /** @return whether the product was replaced; false if it has changed or no longer exists */
    boolean replace(Product current, Product next) {
        var document = ProductDocuments.toDocument(next);
        return write(
                current.id(),
                collection ->
                        collection.replaceOne(unchanged(current), document).getMatchedCount() > 0,
                found -> isThere(next, found));
    }

    /** @return whether the product was removed; false if it has changed or no longer exists */
    boolean remove(Product current) {
        return write(
                current.id(),
                collection -> collection.deleteOne(unchanged(current)).getDeletedCount() > 0,
                Optional::isEmpty);
    }

    /**
     * Writes, once more if the server loses its work. It may have done it before, so that the second attempt finds
     * nothing to do.
     *
     * @param isDone tells from the product that is there now
     */
    private boolean write(String id, Predicate<MongoCollection<Document>> write, Predicate<Optional<Product>> isDone) {
        var attempts = new AtomicInteger();
        return productCollection.execute(collection -> {
            var isFirst = attempts.getAndIncrement() == 0;
            return write.test(collection) || !isFirst && isDone.test(find(collection, id));
        });
    }

    private static boolean isThere(Product product, Optional<Product> found) {
        return found.filter(product::isSameAs).isPresent();
    }

    Optional<Product> find(String id) {
        return productCollection.execute(collection -> find(collection, id));
    }

    private static Optional<Product> find(MongoCollection<Document> collection, String id) {
        return Optional.ofNullable(collection
                        .find(eq(id))
                        .projection(ProductDocuments.WITHOUT_SEARCH_FIELDS)
                        .first())
                .map(ProductDocuments::toProduct);
    }

    /** @return the existing products, in no particular order */
    List<ProductSummary> summaries(Collection<String> ids) {
        return productCollection.execute(collection -> collection
                .find(in("_id", ids))
                .projection(include("name", "price"))
                .map(ProductDocuments::toSummary)
                .into(new ArrayList<>()));
    }
}
