package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.MongoRetry;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.TimeBudget;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * A MongoDB collection of the catalog. It is used as it is found: {@link CatalogUpkeep} makes the indexes, and no
 * request waits for them.
 */
final class ProductCollection {

    /** The name of the collection that has the products. */
    static final String NAME = "products";

    private final MongoOperations mongo;
    private final String name;
    private final Duration timeout;

    ProductCollection(MongoOperations mongo, String name, StoreTimeouts timeouts) {
        this.mongo = mongo;
        this.name = name;
        this.timeout = timeouts.oneStore();
    }

    /**
     * Makes one call, and once more if the server lost its work on it. All that it takes has the time of one store, or
     * what the request has left if that is less.
     *
     * @param call what {@link MongoRetry#onceMore} takes
     */
    <T> T execute(Function<MongoCollection<Document>, T> call) {
        return execute(TimeBudget.atMost(timeout), call);
    }

    /** @param time for all that the call takes, retries included */
    <T> T execute(Duration time, Function<MongoCollection<Document>, T> call) {
        var end = System.nanoTime() + time.toNanos();
        return MongoRetry.onceMore(() -> call.apply(within(end - System.nanoTime())));
    }

    private MongoCollection<Document> within(long nanos) {
        // The driver takes zero for no limit.
        var millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        return mongo.getCollection(name).withTimeout(millis, TimeUnit.MILLISECONDS);
    }
}
