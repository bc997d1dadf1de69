package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.cursor.TimeoutMode;
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
import java.util.Comparator;
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
    private static final int FETCHED_AT_ONCE = 100;

    private static final int IDS_AT_ONCE = 10_000;

    /** In this time, even the emulator, which reads all documents, can iterate over 100,000 products. */
    private static final Duration SCAN = Duration.ofSeconds(30);

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
                .batchSize(FETCHED_AT_ONCE)
                .map(ProductDocuments::toProduct)
                .forEach(consumer);
    }

    /**
     * Returns the ids of all products in order, for {@link #next}. It scans the index of the ids once. The emulator has
     * no ordered index, and this takes far less memory there than sorting whole products.
     */
    MongoCursor<String> ids() {
        // A long query has a long time-out. This short one detects early that the store does not respond.
        collection(answer).find(eq("-")).first();
        return collection(SCAN)
                .find()
                .timeoutMode(TimeoutMode.ITERATION)
                .hint(ascending("_id"))
                .projection(include("_id"))
                .batchSize(IDS_AT_ONCE)
                .map(document -> document.getString("_id"))
                .iterator();
    }

    /** Returns the products of the next ids, without those deleted in the meantime; empty at the end. */
    List<Product> next(MongoCursor<String> ids) {
        var found = new ArrayList<Product>(FETCHED_AT_ONCE);
        while (found.isEmpty() && ids.hasNext()) {
            var batch = new ArrayList<String>(FETCHED_AT_ONCE);
            while (batch.size() < FETCHED_AT_ONCE && ids.hasNext()) {
                batch.add(ids.next());
            }
            each(batch, found::add);
        }
        found.sort(Comparator.comparing(Product::id));
        return found;
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
