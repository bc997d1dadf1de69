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
        return ask(TimeBudget.atMost(timeout), call);
    }

    /** @param time for all that the call takes, retries included */
    <T> T ask(Duration time, Function<MongoCollection<Document>, T> call) {
        var end = System.nanoTime() + time.toNanos();
        return StoreRetry.onceMore(() -> call.apply(within(end - System.nanoTime())));
    }

    private MongoCollection<Document> within(long nanos) {
        // The driver takes zero for no limit.
        var millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        return mongo.getCollection(NAME).withTimeout(millis, TimeUnit.MILLISECONDS);
    }
}
