package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.StoreRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Lets one instance at a time look after the catalog. The lease is a document in MongoDB, beside what it guards, so
 * that no other store is needed for the work.
 *
 * <p>It saves work, and nothing depends on it: the clocks of instances differ, and one that was frozen may find its
 * lease with another. Both may then make the same indexes and derive the same fields.
 */
final class UpkeepLease {

    private static final String ID = "upkeep";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final Duration length;
    private final String holder = UUID.randomUUID().toString();

    /** @param length how long the lease outlives an instance that was killed; it is renewed three times as often */
    UpkeepLease(MongoCollection<Document> collection, Clock clock, Duration length) {
        this.collection = collection.withTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        this.clock = clock;
        this.length = length;
    }

    /** A lease that is renewed until it is closed, also while its holder waits for MongoDB. */
    final class Held implements AutoCloseable {

        private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "catalog-lease");
            thread.setDaemon(true);
            return thread;
        });
        private volatile boolean lost;

        private Held() {
            var pause = length.toMillis() / 3;
            renewal.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
        }

        private void renew() {
            try {
                lost = !prolong();
            } catch (MongoException away) {
                lost = true;
            }
        }

        /** Returns whether the last renewal succeeded. */
        boolean isValid() {
            return !lost;
        }

        @Override
        public void close() {
            renewal.shutdownNow();
            try {
                collection.deleteOne(and(eq(ID), eq("holder", holder)));
            } catch (MongoException away) {
                // It expires.
            }
        }
    }

    /** Takes the lease; null if another instance has it. */
    @Nullable
    Held take() {
        return prolong() || begin() ? new Held() : null;
    }

    private boolean prolong() {
        var now = clock.instant();
        return StoreRetry.onceMore(() -> collection.updateOne(
                                and(eq(ID), or(eq("holder", holder), lt("until", Date.from(now)))),
                                combine(set("holder", holder), set("until", Date.from(now.plus(length))))))
                        .getMatchedCount()
                > 0;
    }

    private boolean begin() {
        try {
            return collection
                    .insertOne(new Document("_id", ID)
                            .append("holder", holder)
                            .append("until", Date.from(clock.instant().plus(length))))
                    .wasAcknowledged();
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }
}
