package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
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
        try {
            var document = ProductDocuments.toDocument(product);
            return productCollection.ask(
                    products -> products.insertOne(document).wasAcknowledged());
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
        return productCollection.ask(
                products -> products.replaceOne(unchanged(current), document).getMatchedCount() > 0);
    }

    /** @return whether the product was removed; false if it has changed or no longer exists */
    boolean remove(Product current) {
        return productCollection.ask(
                products -> products.deleteOne(unchanged(current)).getDeletedCount() > 0);
    }

    /**
     * Matches the product if it has not changed. The version alone may be ambiguous: if one product is created and
     * deleted while another with the same id is being created, both have the same version.
     */
    private static Bson unchanged(Product product) {
        // Only in this form does the emulator recognize that an index applies.
        return new Document("_id", product.id())
                .append("version", product.version())
                .append("createdAt", Date.from(product.createdAt()));
    }

    Optional<Product> find(String id) {
        return productCollection
                .ask(products -> Optional.ofNullable(products.find(eq(id))
                        .projection(ProductDocuments.WITHOUT_SEARCH_FIELDS)
                        .first()))
                .map(ProductDocuments::toProduct);
    }

    /** @return the existing products, in no particular order */
    List<ProductSummary> summaries(Collection<String> ids) {
        return productCollection.ask(products -> products.find(in("_id", ids))
                .projection(include("name", "price"))
                .map(ProductDocuments::toSummary)
                .into(new ArrayList<>()));
    }
}
