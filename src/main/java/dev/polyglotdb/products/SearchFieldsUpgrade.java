package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.polyglotdb.platform.json.Unicode;
import dev.polyglotdb.platform.stores.MongoRetry;
import dev.polyglotdb.products.search.SearchFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Derives the search fields again for all products whose fields are missing or were written by an older version of the
 * application. It goes through them in the order of their ids, a chunk at a time.
 *
 * <p>Each product says by its own revision whether it is done. So a run that was interrupted goes on where it ended, on
 * whichever instance, and what an older instance writes meanwhile is found by the next run. Fields of a newer revision
 * remain. A write applies only to the version that was read: whoever changes the product at the same time derives its
 * fields, too.
 *
 * @param upgrades says which revision is complete. Only the starts of older versions read it: without it, they would
 *     derive their own fields for all products
 */
record SearchFieldsUpgrade(MongoCollection<Document> collection, MongoCollection<Document> upgrades) {

    /**
     * What a run did.
     *
     * @param upgraded how many products have their fields now
     * @param skipped how many are unreadable, or too large with their fields; they are found by their id only
     */
    record Run(long upgraded, long skipped) {

        private Run plus(Run other) {
            return new Run(upgraded + other.upgraded, skipped + other.skipped);
        }
    }

    /** Small enough that even the largest products fit in memory. */
    private static final int CHUNK = 200;

    /**
     * The time-out of a chunk, which may have to be searched for in a large catalog before the index of the revisions
     * is there.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

    /** Also matches missing fields. */
    private static final Bson OUTDATED = not(gte(SearchFields.REVISION_FIELD, SearchFields.REVISION));

    /**
     * Upgrades the products that are outdated now.
     *
     * @param mayGoOn is asked before each chunk
     * @throws RuntimeException if MongoDB is away or overloaded; the next run does the rest
     */
    Run run(BooleanSupplier mayGoOn) {
        var sum = new Run(0, 0);
        var after = "";
        while (mayGoOn.getAsBoolean()) {
            var chunk = next(after);
            if (chunk.isEmpty()) {
                complete();
                return sum;
            }
            sum = sum.plus(upgrade(chunk));
            after = chunk.get(chunk.size() - 1).getString("_id");
        }
        return sum;
    }

    private List<Document> next(String after) {
        return MongoRetry.onceMore(() -> within(collection)
                .find(and(gt("_id", after), OUTDATED))
                .projection(ProductDocuments.WITHOUT_SEARCH_FIELDS)
                .sort(ascending("_id"))
                .limit(CHUNK)
                .into(new ArrayList<>()));
    }

    private Run upgrade(List<Document> chunk) {
        try {
            var writes = chunk.stream().map(SearchFieldsUpgrade::toWrite).toList();
            // Those that an earlier attempt has written match, too.
            var result = MongoRetry.onceMore(() -> within(collection).bulkWrite(writes, IN_ANY_ORDER));
            return new Run(result.getMatchedCount(), 0);
        } catch (RuntimeException failure) {
            if (MongoRetry.isPassing(failure)) {
                throw failure;
            }
            // One that can't be upgraded must not keep the others from it.
            return chunk.size() == 1
                    ? new Run(0, 1)
                    : chunk.stream().map(document -> upgrade(List.of(document))).reduce(new Run(0, 0), Run::plus);
        }
    }

    private static UpdateOneModel<Document> toWrite(Document document) {
        var product = ProductDocuments.toProduct(document);
        // The revision can't be a condition in the form that this has. So a product that a newer instance has just
        // upgraded is upgraded again by that instance's next run.
        var unchanged = ProductDocuments.unchanged(product);
        // The first version stored these two as they were given, so that a filter might not find their equal.
        var update = Updates.combine(
                Updates.set("category", Unicode.composedOrNull(product.category())),
                Updates.set("brand", Unicode.composedOrNull(product.brand())),
                Updates.set(SearchFields.FIELD, ProductDocuments.searchFields(product)));
        return new UpdateOneModel<>(unchanged, update);
    }

    private void complete() {
        MongoRetry.onceMore(() -> within(upgrades)
                .updateOne(
                        eq(SearchFields.FIELD),
                        Updates.max("revision", SearchFields.REVISION),
                        new UpdateOptions().upsert(true)));
    }

    private static MongoCollection<Document> within(MongoCollection<Document> unbounded) {
        return unbounded.withTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
