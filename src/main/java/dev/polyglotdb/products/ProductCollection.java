package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.StoreRetry;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.TimeBudget;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Provides the MongoDB collection of the products. It is used as it is found: {@link CatalogUpkeep} makes its indexes,
 * and no request waits for them.
 */
@Component
class ProductCollection {

    static final String NAME = "products";

    private final MongoOperations mongo;
    private final Duration timeout;

    ProductCollection(MongoOperations mongo, StoreTimeouts timeouts) {
        this.mongo = mongo;
        this.timeout = timeouts.oneStore();
    }

    /**
     * Makes one call, and once more if the server lost its work on it.
     *
     * @param call what {@link StoreRetry#onceMore} takes
     */
    <T> T ask(Function<MongoCollection<Document>, T> call) {
        return StoreRetry.onceMore(() -> call.apply(bounded()));
    }

    /** The collection for all that one call takes, retries included, as far as its client's time allows. */
    MongoCollection<Document> bounded() {
        return get().withTimeout(TimeBudget.atMost(timeout).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The collection without a time-out for whole calls. */
    MongoCollection<Document> get() {
        return mongo.getCollection(NAME);
    }
}
