package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Repository;

/** Reads and writes many products at a time in MongoDB. */
@Repository
@UsesStore(Store.MONGODB)
class BulkProductRepository {

    /** Small enough that even the largest products fit in memory. */
    static final int FETCHED_AT_ONCE = 100;

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

    /** Passes each existing product once to the consumer, in no particular order and never all of them in memory. */
    void each(Collection<String> ids, Consumer<Product> consumer) {
        var left = new HashSet<>(ids);
        productCollection.execute(answer, collection -> {
            collection
                    .find(in("_id", List.copyOf(left)))
                    .projection(ProductDocuments.WITHOUT_SEARCH_FIELDS)
                    // One more than there are, so that the server sees the end in the first batch and closes the
                    // cursor.
                    .batchSize(FETCHED_AT_ONCE + 1)
                    .map(ProductDocuments::toProduct)
                    .forEach(product -> {
                        left.remove(product.id());
                        consumer.accept(product);
                    });
            return left;
        });
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
        return productCollection.execute(
                answer,
                collection -> collection
                        .find(gt("_id", last))
                        .projection(include("_id"))
                        .sort(ascending("_id"))
                        .limit(limit)
                        // A negative size asks for a single batch, after which the server closes the cursor.
                        .batchSize(-limit)
                        .map(document -> document.getString("_id"))
                        .into(new ArrayList<>()));
    }

    /** Writes the changes, except those whose product no longer has the version on which the change is based. */
    Outcome write(List<ProductUpsert> changes) {
        var bulk = new ProductBulk(changes);
        return productCollection.execute(answer, bulk::write);
    }
}
