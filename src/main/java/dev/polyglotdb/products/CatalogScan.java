package dev.polyglotdb.products;

import dev.polyglotdb.platform.stores.MongoRetry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Reads all products once, in the order of their ids, in chunks that fit into memory. Each chunk has queries of its
 * own, which begin after the last id and are over when it is returned. In between nothing is open in MongoDB: a cursor
 * would die after ten idle minutes. So the one who reads may take any time. It works the same on a sharded cluster,
 * where mongos merges what the shards return, in order.
 *
 * <p>A scan is no snapshot. It returns each product as it is when its chunk is read. Whatever exists from the beginning
 * to the end is returned once, and nothing twice. What is created or deleted meanwhile may be returned or not.
 */
public final class CatalogScan {

    /**
     * Ids are read in larger chunks than products: the emulator looks at all products for each chunk of ids. An answer
     * stays far below 16 MB.
     */
    private static final int IDS_AT_ONCE = 5_000;

    /** The pause between two attempts of a reader who waits for MongoDB. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final BulkProductRepository bulk;
    private final int idsAtOnce;
    private final Queue<String> ids = new ArrayDeque<>();
    private String last = "";

    CatalogScan(BulkProductRepository bulk) {
        this(bulk, IDS_AT_ONCE);
    }

    CatalogScan(BulkProductRepository bulk, int idsAtOnce) {
        this.bulk = bulk;
        this.idsAtOnce = idsAtOnce;
    }

    /**
     * Returns the next products, as {@link #next()} does, and waits for MongoDB if it is away or overloaded. Only
     * another attempt shows whether it is back, so there is one after each pause.
     *
     * @param patience for how long after the call a failed attempt is followed by another
     */
    public List<Product> next(Duration patience) {
        var policy = RetryPolicy.builder()
                .maxRetries(Long.MAX_VALUE)
                .delay(PAUSE)
                // The time-out of a policy includes the pause before an attempt.
                .timeout(patience.plus(PAUSE))
                .predicate(MongoRetry::isPassing)
                .build();
        return new RetryTemplate(policy).invoke(() -> next());
    }

    /**
     * Returns the next products, in the order of their ids.
     *
     * @return an empty list at the end
     * @throws dev.polyglotdb.platform.stores.StoreException if MongoDB is unavailable or overloaded; the next call
     *     reads the same products
     */
    public List<Product> next() {
        var found = new ArrayList<Product>(BulkProductRepository.FETCHED_AT_ONCE);
        // All products of a chunk may have been deleted since their ids were read.
        while (found.isEmpty() && hasIds()) {
            var chunk =
                    ids.stream().limit(BulkProductRepository.FETCHED_AT_ONCE).toList();
            bulk.each(chunk, found::add);
            chunk.forEach(id -> last = ids.remove());
        }
        found.sort(Comparator.comparing(Product::id));
        return found;
    }

    private boolean hasIds() {
        // The server may return fewer ids than were asked for. Only none at all are the end.
        if (ids.isEmpty()) {
            ids.addAll(bulk.idsAfter(last, idsAtOnce));
        }
        return !ids.isEmpty();
    }
}
