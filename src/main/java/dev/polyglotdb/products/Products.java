package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.UsesStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** The products, in MongoDB. */
@Repository
@UsesStore(Store.MONGODB)
class Products {

    /** Each serves one filter in the order of the list. */
    private static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending("category", "_id")), new IndexModel(Indexes.ascending("brand", "_id")));

    private final MongoOperations mongo;
    private volatile boolean indexed;

    Products(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** @return whether it was added; false if there is one with this id */
    boolean add(Product product) {
        try {
            collection().insertOne(ProductDocuments.toDocument(product));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    Optional<Product> find(String id) {
        return Optional.ofNullable(collection().find(eq(id)).first()).map(ProductDocuments::toProduct);
    }

    /** @return those that exist, in no order */
    List<ProductSummary> summaries(Collection<String> ids) {
        return collection()
                .find(in("_id", ids))
                .projection(include("name", "price"))
                .map(ProductDocuments::toSummary)
                .into(new ArrayList<>());
    }

    /** @param after the id after which to go on, exclusive; null to begin */
    List<Product> list(ProductFilter filter, @Nullable String after, int limit) {
        return collection()
                .find(filter.toBson(after))
                .sort(ascending("_id"))
                .limit(limit)
                .map(ProductDocuments::toProduct)
                .into(new ArrayList<>());
    }

    /** The collection, with its indexes made by whoever comes first; so the application can start before MongoDB does. */
    private MongoCollection<Document> collection() {
        var collection = mongo.getCollection("products");
        if (!indexed) {
            collection.createIndexes(INDEXES);
            indexed = true;
        }
        return collection;
    }
}
