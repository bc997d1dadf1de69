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

/** The products, in MongoDB, many at a time. */
@Repository
@UsesStore(Store.MONGODB)
class BulkProductRepository {

    /** What a product is made of; whatever else a document holds only serves queries and needn't travel. */
    private static final Bson PRODUCT = include(
            "name", "description", "category", "brand", "price", "attributes", "version", "createdAt", "updatedAt");

    /** So few that the largest products fit in memory as well. */
    private static final int FETCHED_AT_ONCE = 100;

    private static final int IDS_AT_ONCE = 10_000;

    /** Even the emulator, which reads all there is, walks along 100,000 products in this time. */
    private static final Duration SCAN = Duration.ofSeconds(30);

    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);

    /**
     * What became of a bulk of changes.
     *
     * @param lost the products that somebody else wrote first; nothing was written there
     * @param reborn those that somebody deleted first, and which are there again
     */
    record Outcome(Set<String> lost, Set<String> reborn) {

        static final Outcome NOTHING = new Outcome(Set.of(), Set.of());
    }

    private final ProductCollection productCollection;

    /**
     * Many take longer than one, so they have more than the common time-out, and all in all: a read isn't tried twice that long. Just below
     * what a client may have to wait to hear that the store is away.
     */
    private final Duration answer;

    BulkProductRepository(ProductCollection productCollection, StoreTimeouts timeouts) {
        this.productCollection = productCollection;
        this.answer = timeouts.allStores();
    }

    /** Shows those that exist, in no order and never all of them at once. */
    void each(Collection<String> ids, Consumer<Product> consumer) {
        collection(answer)
                .find(in("_id", ids))
                .projection(PRODUCT)
                .batchSize(FETCHED_AT_ONCE)
                .map(ProductDocuments::toProduct)
                .forEach(consumer);
    }

    /**
     * The ids of all products, in their order, for {@link #next}. One walk along the index of the ids, which costs the emulator, which has no
     * order, far less memory than to sort whole products.
     */
    MongoCursor<String> ids() {
        // A long question has a long time-out; this short one tells soon of a store that hangs.
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

    /** The next products of those ids, less those that were deleted meanwhile; none at the end. */
    List<Product> next(MongoCursor<String> ids) {
        var found = new ArrayList<Product>(FETCHED_AT_ONCE);
        while (found.isEmpty() && ids.hasNext()) {
            var some = new ArrayList<String>(FETCHED_AT_ONCE);
            while (some.size() < FETCHED_AT_ONCE && ids.hasNext()) {
                some.add(ids.next());
            }
            each(some, found::add);
        }
        found.sort(Comparator.comparing(Product::id));
        return found;
    }

    /** Writes each of the changes unless its product is no longer the version that the change was made of. */
    Outcome write(List<ProductUpsert> changes) {
        var writes = changes.stream().map(BulkProductRepository::toWrite).toList();
        try {
            return new Outcome(Set.of(), reborn(collection(answer).bulkWrite(writes, IN_ANY_ORDER), changes));
        } catch (MongoBulkWriteException failure) {
            return new Outcome(lost(failure, changes), reborn(failure.getWriteResult(), changes));
        }
    }

    /**
     * A bulk doesn't tell which of its replacements found nothing to replace. So each may insert as well: where there is another version, that
     * fails with a duplicate id, and failures are told one by one.
     */
    private static WriteModel<Document> toWrite(ProductUpsert change) {
        var document = ProductDocuments.toDocument(change.product());
        if (change.isInsert()) {
            return new InsertOneModel<>(document);
        }
        // The version alone may not tell two products of one id, of which the first came and went while the second was
        // being made.
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
