package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.model.UpdateOptions;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final ProductCollection deleted;

    DeletedVersions(MongoOperations mongo, StoreTimeouts timeouts) {
        this.deleted = new ProductCollection(mongo, "products.deleted", timeouts);
    }

    /**
     * Stores the version of a product. Call this before the product is deleted; if it is not deleted after all, its
     * next versions are still higher.
     */
    void keep(Product product) {
        deleted.execute(collection -> collection.updateOne(
                eq(product.id()), max(VERSION, product.version()), new UpdateOptions().upsert(true)));
    }

    /** Returns the last version of a deleted product with this id; 0 if there was none. */
    long last(String id) {
        return last(List.of(id)).getOrDefault(id, 0L);
    }

    /** Returns the last versions by id, without the ids that have none. */
    Map<String, Long> last(Collection<String> ids) {
        return deleted.execute(collection -> {
            var versions = new HashMap<String, Long>();
            collection
                    .find(in("_id", ids))
                    .forEach(document -> versions.put(document.getString("_id"), document.getLong(VERSION)));
            return versions;
        });
    }
}
