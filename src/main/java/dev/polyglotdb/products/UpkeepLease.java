package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.polyglotdb.platform.stores.MongoRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Lets one instance at a time look after the catalog. The lease is a document in MongoDB, beside what it guards, so
 * that no other store is needed for the work.
 *
 * <p>The clocks of instances differ, so none is compared with another. The holder writes a new end now and then;
 * whoever sees the same end for as long as a lease lasts, by a clock of its own that nobody sets, takes it over. Only
 * the version before compares the end with its clock.
 *
 * <p>It saves work, and nothing depends on it: an instance that was frozen may find its lease with another. Both may
 * then make the same indexes and derive the same fields.
 */
final class UpkeepLease {

    private static final String ID = "upkeep";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration length;
    private final String holder = UUID.randomUUID().toString();
    private @Nullable Document seenLease;
    private long seenSince;

    /**
     * @param clock for the ends that are written
     * @param nanoTime as {@link System#nanoTime}
     * @param length how long the lease outlives an instance that was killed; it is renewed three times as often
     */
    UpkeepLease(MongoCollection<Document> collection, Clock clock, LongSupplier nanoTime, Duration length) {
        this.collection = collection.withTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        this.clock = clock;
        this.nanoTime = nanoTime;
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
                lost = !prolong(eq("holder", holder));
            } catch (RuntimeException | Error failure) {
                // Whatever it was: nobody would renew the lease any more if it left this method.
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

    /** Takes the lease; null if another instance has it, or may still have it. */
    @Nullable
    Held take() {
        return mayTakeOver() || begin() ? new Held() : null;
    }

    private boolean mayTakeOver() {
        var found = MongoRetry.onceMore(() -> collection.find(eq(ID)).first());
        if (found == null) {
            return false;
        }
        if (!found.equals(seenLease)) {
            seenLease = found;
            seenSince = nanoTime.getAsLong();
        }
        var isOver = nanoTime.getAsLong() - seenSince > length.toNanos();
        return (isOver || holder.equals(found.getString("holder")))
                && prolong(and(eq("holder", found.get("holder")), eq("until", found.get("until"))));
    }

    private boolean prolong(Bson condition) {
        return MongoRetry.onceMore(() -> collection.updateOne(
                                and(eq(ID), condition),
                                combine(
                                        set("holder", holder),
                                        set("until", Date.from(clock.instant().plus(length))))))
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
