package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.products.BulkProductRepository.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;

/**
 * A bulk of changes that can be written again after a failure. Then only what is left is written, and the outcome is
 * that of the whole.
 */
final class ProductBulk {

    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);

    /**
     * The driver sends one command for all inserts and one for all replacements. It forgets the results of the first if
     * the second fails whole; and what an insert has done can be seen afterwards, unlike what an upsert has.
     */
    private static final Comparator<ProductUpsert> INSERTS_FIRST =
            Comparator.comparing(ProductUpsert::isInsert).reversed();

    private final Set<String> lost = new HashSet<>();
    private final Set<String> reborn = new HashSet<>();
    private List<ProductUpsert> left;

    /** Whether inserts that are left may have been made: if a later command fails whole, the driver tells no more. */
    private boolean uncertain;

    ProductBulk(List<ProductUpsert> changes) {
        left = changes.stream().sorted(INSERTS_FIRST).toList();
    }

    /**
     * Writes what is left.
     *
     * @throws MongoException if it was not written whole
     */
    Outcome write(MongoCollection<Document> collection) {
        var changes = left;
        var writes = changes.stream().map(ProductBulk::toWrite).toList();
        try {
            keepReborn(collection.bulkWrite(writes, IN_ANY_ORDER), changes);
        } catch (MongoBulkWriteException failure) {
            if (failure.getWriteConcernError() != null) {
                throw new StoreUnavailableException(Store.MONGODB, failure);
            }
            keepReborn(failure.getWriteResult(), changes);
            keepLost(failed(failure, changes, true), collection);
            left = failed(failure, changes, false);
            if (!left.isEmpty()) {
                throw failure;
            }
        } catch (MongoException failure) {
            uncertain = true;
            throw failure;
        }
        return new Outcome(lost, reborn);
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
        var old = ProductDocuments.unchanged(change.product(), change.oldVersion());
        return new ReplaceOneModel<>(old, document, OR_INSERT);
    }

    private void keepReborn(BulkWriteResult result, List<ProductUpsert> changes) {
        result.getUpserts()
                .forEach(upsert ->
                        reborn.add(changes.get(upsert.getIndex()).product().id()));
    }

    /** @param taken changes that find their key taken: by another writer, or by an earlier attempt of this bulk */
    private void keepLost(List<ProductUpsert> taken, MongoCollection<Document> collection) {
        var ours = new HashMap<String, Product>();
        taken.forEach(change -> ours.put(change.product().id(), change.product()));
        lost.addAll(ours.keySet());
        if (uncertain) {
            collection
                    .find(in("_id", List.copyOf(ours.keySet())))
                    .projection(ProductDocuments.WITHOUT_SEARCH_FIELDS)
                    .map(ProductDocuments::toProduct)
                    .forEach(stored -> {
                        if (stored.isSameAs(Objects.requireNonNull(ours.get(stored.id())))) {
                            lost.remove(stored.id());
                        }
                    });
        }
    }

    /** @param taken whether to return the changes whose key is taken, or those that failed in another way */
    private static List<ProductUpsert> failed(
            MongoBulkWriteException failure, List<ProductUpsert> changes, boolean taken) {
        return failure.getWriteErrors().stream()
                .filter(error -> (error.getCategory() == ErrorCategory.DUPLICATE_KEY) == taken)
                .map(error -> changes.get(error.getIndex()))
                .toList();
    }
}
