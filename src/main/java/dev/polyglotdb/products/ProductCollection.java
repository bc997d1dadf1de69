package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.TimeBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Provides the MongoDB collection of the products. */
@Component
class ProductCollection {

    static final String NAME = "products";

    private final MongoOperations mongo;
    private final Duration timeout;
    private volatile boolean ready;

    ProductCollection(MongoOperations mongo, StoreTimeouts timeouts) {
        this.mongo = mongo;
        this.timeout = timeouts.oneStore();
    }

    /** The collection for all that one call takes, retries included, as far as its client's time allows. */
    MongoCollection<Document> bounded() {
        return get().withTimeout(TimeBudget.atMost(timeout).toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Returns the collection. The first caller creates its indexes, so that the application can start
     * before MongoDB does.
     */
    MongoCollection<Document> get() {
        var collection = mongo.getCollection(NAME);
        if (!ready) {
            // Created one by one, because a single response may not take longer than the driver's time-out.
            ProductIndexes.ALL.forEach(index -> collection.createIndexes(List.of(index)));
            new SearchFieldsUpgrade(collection, mongo.getCollection("products.upgrades")).run();
            ready = true;
        }
        return collection;
    }
}
