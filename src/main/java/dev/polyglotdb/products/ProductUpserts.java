package dev.polyglotdb.products;

import dev.polyglotdb.products.cache.ProductCache;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes many products at once. Concurrent writes by others are safe. */
@Component
class ProductUpserts {

    private final BulkProductRepository bulk;
    private final DeletedVersions deletedVersions;
    private final ProductCache cache;
    private final Clock clock;

    ProductUpserts(BulkProductRepository bulk, DeletedVersions deletedVersions, ProductCache cache, Clock clock) {
        this.bulk = bulk;
        this.deletedVersions = deletedVersions;
        this.cache = cache;
        this.clock = clock;
    }

    /** @param commands the commands by product id; those for one product are applied in order */
    UpsertCounts apply(Map<String, List<NewProduct>> commands) {
        var counts = UpsertCounts.NONE;
        var left = new HashMap<>(commands);
        // A product that lost a race is retried on the winner's version. In every round some writer succeeds.
        while (!left.isEmpty()) {
            var changes = changes(left);
            var outcome = write(changes);
            for (var change : changes) {
                var id = change.product().id();
                if (!outcome.lost().contains(id)) {
                    counts = counts.plus(change, outcome.reborn().contains(id));
                    left.remove(id);
                }
            }
        }
        return counts;
    }

    private List<ProductUpsert> changes(Map<String, List<NewProduct>> commands) {
        var now = clock.instant();
        var absent = new HashMap<>(commands);
        var changes = new ArrayList<ProductUpsert>(commands.size());
        bulk.each(commands.keySet(), old -> {
            var ofThis = absent.remove(old.id());
            if (ofThis != null) {
                changes.add(ProductUpsert.of(old, 0, ofThis, now));
            }
        });
        if (!absent.isEmpty()) {
            var versions = deletedVersions.last(absent.keySet());
            absent.forEach(
                    (id, ofThis) -> changes.add(ProductUpsert.of(null, versions.getOrDefault(id, 0L), ofThis, now)));
        }
        return changes;
    }

    private BulkProductRepository.Outcome write(List<ProductUpsert> changes) {
        var writes = changes.stream().filter(change -> !change.isNone()).toList();
        var ids = changes.stream().map(change -> change.product().id()).toList();
        if (writes.isEmpty()) {
            cache.drop(ids);
            return BulkProductRepository.Outcome.NOTHING;
        }
        return cache.whileChanging(ids, () -> bulk.write(writes));
    }
}
