package dev.polyglotdb.products;

import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the indexes of the catalog and upgrades its search fields, on one instance at a time. It does so in rounds, as
 * older instances may write until they are replaced, and operators may drop an index.
 */
final class CatalogUpkeep {

    private static final Logger log = LoggerFactory.getLogger(CatalogUpkeep.class);

    /** How long others wait after an instance was killed at this work. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final IndexBuild indexes;
    private final SearchFieldsUpgrade upgrade;
    private final UpkeepLease upkeepLease;
    private volatile SortedMap<String, String> missing = new TreeMap<>();
    private long skipped;

    /**
     * @param upgrades has the lease and the completed upgrades
     * @param nanoTime as {@link System#nanoTime}
     */
    CatalogUpkeep(
            MongoCollection<Document> collection,
            MongoCollection<Document> upgrades,
            Clock clock,
            LongSupplier nanoTime) {
        this.indexes = new IndexBuild(collection);
        this.upgrade = new SearchFieldsUpgrade(collection, upgrades);
        this.upkeepLease = new UpkeepLease(upgrades, clock, nanoTime, LEASE);
    }

    /**
     * Does what there is to do, or only looks if another instance does it.
     *
     * @param mayGoOn is asked before each part of the work
     * @return whether products were upgraded, so that others may still write outdated ones
     * @throws RuntimeException if MongoDB is away or overloaded
     */
    boolean round(BooleanSupplier mayGoOn) {
        report(indexes.missing(missing));
        try (var held = upkeepLease.take()) {
            if (held == null) {
                return false;
            }
            if (!missing.isEmpty()) {
                report(indexes.run());
            }
            var run = upgrade.run(() -> held.isValid() && mayGoOn.getAsBoolean());
            report(run);
            return run.upgraded() > 0;
        }
    }

    /** Returns the names of the missing indexes with the reasons, as they were when this instance last looked. */
    Map<String, String> missingIndexes() {
        return missing;
    }

    private void report(SortedMap<String, String> found) {
        var before = missing;
        missing = found;
        if (found.isEmpty()) {
            if (!before.isEmpty()) {
                log.info("All indexes of the catalog are there");
            }
        } else if (!found.equals(before) && !found.containsValue(IndexBuild.NOT_BUILT)) {
            log.warn("Indexes of the catalog are missing, so some searches are slow: {}", found);
        }
    }

    private void report(SearchFieldsUpgrade.Run run) {
        if (run.upgraded() > 0) {
            log.info("Derived the search fields of {} products again", run.upgraded());
        }
        if (run.skipped() != skipped && run.skipped() > 0) {
            log.warn("The search fields of {} products can't be derived; no search finds these", run.skipped());
        }
        skipped = run.skipped();
    }
}
