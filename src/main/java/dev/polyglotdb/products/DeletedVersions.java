package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreRetry;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/**
 * Stores the last versions of deleted products in MongoDB. A new product with such an id continues from there, so that
 * no version, and no ETag, identifies two products. The exception: others make or change a product and delete it
 * between the moments when a writer looks at it and when it writes it.
 */
@Repository
@UsesStore(Store.MONGODB)
class DeletedVersions {

    private static final String VERSION = "version";

    private final MongoOperations mongo;
    private final Duration timeout;

    DeletedVersions(MongoOperations mongo, StoreTimeouts timeouts) {
        this.mongo = mongo;
        this.timeout = timeouts.oneStore();
    }

    /**
     * Stores the version of a product. Call this before the product is deleted; if it is not deleted after all, its
     * next versions are still higher.
     */
    void keep(Product product) {
        StoreRetry.onceMore(() -> collection()
                .updateOne(eq(product.id()), max(VERSION, product.version()), new UpdateOptions().upsert(true)));
    }

    /** Returns the last version of a deleted product with this id; 0 if there was none. */
    long last(String id) {
        return last(List.of(id)).getOrDefault(id, 0L);
    }

    /** Returns the last versions by id, without the ids that have none. */
    Map<String, Long> last(Collection<String> ids) {
        return StoreRetry.onceMore(() -> {
            var versions = new HashMap<String, Long>();
            collection()
                    .find(in("_id", ids))
                    .forEach(document -> versions.put(document.getString("_id"), document.getLong(VERSION)));
            return versions;
        });
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("products.deleted")
                .withTimeout(TimeBudget.atMost(timeout).toMillis(), TimeUnit.MILLISECONDS);
    }
}
