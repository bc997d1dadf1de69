package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/** Reads and writes many products at a time in MongoDB. */
@Repository
@UsesStore(Store.MONGODB)
class BulkProductRepository {

    /** The fields of a product. All other fields of a document only serve queries and need not be transferred. */
    private static final Bson PRODUCT = include(
            "name", "description", "category", "brand", "price", "attributes", "version", "createdAt", "updatedAt");

    /** Small enough that even the largest products fit in memory. */
    static final int FETCHED_AT_ONCE = 100;

    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);

    /**
     * The outcome of a bulk of changes.
     *
     * @param lost the products that another writer changed first; nothing was written for these
     * @param reborn the products that another writer deleted first; the bulk created these again
     */
    record Outcome(Set<String> lost, Set<String> reborn) {

        static final Outcome NOTHING = new Outcome(Set.of(), Set.of());
    }

    private final ProductCollection productCollection;

    /**
     * The time-out for one bulk, including retries. It exceeds that of a single product, and is just below the time in
     * which a client must learn that the store is down.
     */
    private final Duration answer;

    BulkProductRepository(ProductCollection productCollection, StoreTimeouts timeouts) {
        this.productCollection = productCollection;
        this.answer = timeouts.allStores();
    }

    /** Passes the existing products to the consumer, in no particular order and never all of them in memory. */
    void each(Collection<String> ids, Consumer<Product> consumer) {
        collection(answer)
                .find(in("_id", ids))
                .projection(PRODUCT)
                // One more than there are, so that the server sees the end in the first batch and closes the cursor.
                .batchSize(FETCHED_AT_ONCE + 1)
                .map(ProductDocuments::toProduct)
                .forEach(consumer);
    }

    /**
     * Returns the ids that follow an id, in order; none at the end. No cursor outlives the answer, and an index of the
     * ids alone gives it. Ids are texts, which MongoDB compares byte by byte; what another program may have stored
     * under an id of another type is no product.
     *
     * @param last an id, whether or not it still exists; the empty text comes before all
     * @param limit how many at most
     */
    List<String> idsAfter(String last, int limit) {
        return collection(answer)
                .find(gt("_id", last))
                .projection(include("_id"))
                .sort(ascending("_id"))
                .limit(limit)
                // A negative size asks for a single batch, after which the server closes the cursor.
                .batchSize(-limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Writes the changes, except those whose product no longer has the version on which the change is based. */
    Outcome write(List<ProductUpsert> changes) {
        var writes = changes.stream().map(BulkProductRepository::toWrite).toList();
        try {
            return new Outcome(Set.of(), reborn(collection(answer).bulkWrite(writes, IN_ANY_ORDER), changes));
        } catch (MongoBulkWriteException failure) {
            return new Outcome(lost(failure, changes), reborn(failure.getWriteResult(), changes));
        }
    }

    /**
     * Makes every replacement an upsert, because a bulk result does not tell which replacements matched nothing. If the
     * product has another version, the upsert fails with a duplicate key, and such failures are reported one by one.
     */
    private static WriteModel<Document> toWrite(ProductUpsert change) {
        var document = ProductDocuments.toDocument(change.product());
        if (change.isInsert()) {
            return new InsertOneModel<>(document);
        }
        // The version alone may be ambiguous: if one product is created and deleted while another with the same id is
        // being created, both have the same version.
        var old = new Document("_id", document.get("_id"))
                .append("version", change.oldVersion())
                .append("createdAt", document.get("createdAt"));
        return new ReplaceOneModel<>(old, document, OR_INSERT);
    }

    private static Set<String> lost(MongoBulkWriteException failure, List<ProductUpsert> changes) {
        if (failure.getWriteConcernError() != null) {
            throw new StoreUnavailableException(Store.MONGODB, failure);
        }
        var lost = new HashSet<String>();
        for (var error : failure.getWriteErrors()) {
            if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
            lost.add(changes.get(error.getIndex()).product().id());
        }
        return lost;
    }

    private static Set<String> reborn(BulkWriteResult result, List<ProductUpsert> changes) {
        var reborn = new HashSet<String>();
        result.getUpserts()
                .forEach(upsert ->
                        reborn.add(changes.get(upsert.getIndex()).product().id()));
        return reborn;
    }

    private MongoCollection<Document> collection(Duration timeout) {
        return productCollection.get().withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
