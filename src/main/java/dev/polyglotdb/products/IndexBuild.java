package dev.polyglotdb.products;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import dev.polyglotdb.platform.stores.MongoRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * Makes the indexes of the catalog that are not there, all with one command. On a database without the collection, this
 * command also creates it: then nothing is scanned, and a server that is short of disk space does it too.
 *
 * <p>An index is there if its keys and options are equal, whatever its name: an operator may have made it before. Any
 * other refusal means that an index of ours is missing. The catalog works without it, only slower.
 */
record IndexBuild(MongoCollection<Document> collection) {

    static final String NOT_BUILT = "not built yet";

    /** The time-out for listing the indexes. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** The time-out for building them over millions of products. The server stops the build when this time is over. */
    private static final Duration BUILD = Duration.ofHours(1);

    /** Options by which an index answers fewer questions than one without them. */
    private static final List<String> RESTRICTIONS =
            List.of("sparse", "hidden", "partialFilterExpression", "collation", "expireAfterSeconds");

    /**
     * Returns the names of the needed indexes that are not there, each with the reason. Makes none.
     *
     * @param refusals the reasons that are known, by the name of the index
     */
    SortedMap<String, String> missing(Map<String, String> refusals) {
        var missing = new TreeMap<String, String>();
        absent(ProductIndexes.NEEDED).forEach(index -> {
            var name = name(keys(index));
            missing.put(name, refusals.getOrDefault(name, NOT_BUILT));
        });
        return missing;
    }

    /**
     * Makes the indexes that are not there.
     *
     * @return what {@link #missing} returns afterwards, with the codes of the refusals as reasons
     * @throws RuntimeException if MongoDB is away, overloaded or at other work, so that it may succeed later
     */
    SortedMap<String, String> run() {
        var refusals = new HashMap<String, String>();
        var absent = absent(ProductIndexes.ALL);
        if (!absent.isEmpty() && !create(absent, refusals) && absent.size() > 1) {
            // The server makes either all indexes of a command or none.
            absent.forEach(index -> create(List.of(index), refusals));
        }
        return missing(refusals);
    }

    private boolean create(List<IndexModel> indexes, Map<String, String> refusals) {
        try {
            MongoRetry.onceMore(() -> within(BUILD).createIndexes(indexes));
            return true;
        } catch (MongoCommandException refused) {
            if (MongoRetry.isPassing(refused)) {
                throw refused;
            }
            var reason = (refused.getErrorCode() + " " + refused.getErrorCodeName()).trim();
            indexes.forEach(index -> refusals.put(name(keys(index)), reason));
            return false;
        }
    }

    private List<IndexModel> absent(Collection<IndexModel> wanted) {
        var existing = MongoRetry.onceMore(
                () -> within(ANSWER).listIndexes(BsonDocument.class).into(new ArrayList<>()));
        return wanted.stream()
                .filter(index -> existing.stream().noneMatch(other -> isEqual(index, other)))
                .toList();
    }

    /** @param existing an index as the server describes it */
    static boolean isEqual(IndexModel wanted, BsonDocument existing) {
        return name(keys(wanted)).equals(name(existing.getDocument("key")))
                && wanted.getOptions().isUnique() == isOn(existing, "unique")
                && RESTRICTIONS.stream().noneMatch(option -> isOn(existing, option));
    }

    private static boolean isOn(BsonDocument index, String option) {
        var value = index.get(option);
        return value != null && !(value.isBoolean() && !value.asBoolean().getValue());
    }

    /** Returns the name that the driver gives to these keys. It says all about them, whatever the type of a number. */
    private static String name(BsonDocument keys) {
        var parts = new ArrayList<String>();
        keys.forEach((field, order) -> parts.add(field + "_"
                + (order.isNumber()
                        ? String.valueOf(order.asNumber().intValue())
                        : order.asString().getValue())));
        return String.join("_", parts);
    }

    private static BsonDocument keys(IndexModel index) {
        return index.getKeys().toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }

    private MongoCollection<Document> within(Duration time) {
        return collection.withTimeout(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
