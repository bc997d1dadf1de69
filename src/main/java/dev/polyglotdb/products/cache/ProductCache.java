package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.ServerTiming;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Copies of products, kept in Redis, that are never older than the last write that was answered; the protocol is that of leases
 * (Nishtala et al., Scaling Memcache at Facebook, 2013), with blocks.
 *
 * <p>Whoever finds nothing leaves a lease, reads the product, and puts the copy in the place of the lease, only there. Whoever
 * writes first puts a block in the place of whatever is there, a lease included, so a copy of what was read before the write is
 * refused however late it comes; while the block stands nobody gets a lease. After the write the block is lifted. Of two who write
 * at the same time neither can know whether the other has finished, so their block lapses by itself.
 */
@Component
public class ProductCache {

    /** A second look is needed when the flight whose lease was seen has just landed. */
    private static final int MAX_LOOKS = 3;

    /** So long after a failure nobody asks Redis. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CacheEntries cacheEntries;
    private final ProductCacheProperties productCacheProperties;
    private final SingleFlight singleFlight;
    private final BestEffort bestEffort = new BestEffort(Store.REDIS, PAUSE);
    private final Counter hits;
    private final Counter misses;

    ProductCache(
            CacheEntries cacheEntries,
            ProductCacheProperties productCacheProperties,
            StoreTimeouts timeouts,
            MeterRegistry metrics) {
        this.cacheEntries = cacheEntries;
        this.productCacheProperties = productCacheProperties;
        this.singleFlight = new SingleFlight(timeouts.oneStore());
        this.hits = counter(metrics, "hit");
        this.misses = counter(metrics, "miss");
    }

    private static Counter counter(MeterRegistry metrics, String result) {
        return Counter.builder("cache.gets")
                .description("Products that were asked for by their id")
                .tags("cache", "products", "result", result)
                .register(metrics);
    }

    /**
     * A copy of the product, at least as new as the last write that was answered before this call.
     *
     * @param read reads the product itself; of many who miss it at the same time one does so for all. Its failure is passed on
     */
    public Optional<ProductCopy> get(String id, Supplier<Optional<ProductCopy>> read) {
        if (look(() -> cacheEntries.find(id)) instanceof ProductCopy copy) {
            hits.increment();
            return Optional.of(copy);
        }
        misses.increment();
        try (var flight = singleFlight.open()) {
            for (var looks = 0; looks < MAX_LOOKS; looks++) {
                var entry = look(() -> cacheEntries.findOrLease(id, flight.token()));
                if (entry instanceof ProductCopy copy) {
                    return Optional.of(copy);
                }
                if (!(entry instanceof CacheEntry.Lease lease)) {
                    break;
                }
                if (lease.token().equals(flight.token())) {
                    return lead(id, flight, read);
                }
                // An answered write would have removed this lease, so what its holder reads is new enough for us.
                var other = singleFlight.find(lease.token());
                if (other != null) {
                    return follow(other, read);
                }
                if (!singleFlight.isOurs(lease.token())) {
                    break;
                }
            }
        }
        return read.get();
    }

    private Optional<ProductCopy> lead(String id, SingleFlight.Flight flight, Supplier<Optional<ProductCopy>> read) {
        var kept = false;
        try {
            var found = flight.lead(read);
            if (found.isPresent()) {
                kept = bestEffort.tell(() -> cacheEntries.fill(id, flight.token(), found.get()));
            }
            return found;
        } finally {
            if (!kept) {
                bestEffort.tell(() -> cacheEntries.giveBack(id, flight.token()));
            }
        }
    }

    private static Optional<ProductCopy> follow(SingleFlight.Flight flight, Supplier<Optional<ProductCopy>> read) {
        try (var waiting = ServerTiming.start(Store.MONGODB)) {
            return flight.follow(read);
        }
    }

    /**
     * Does a write, so that every read that starts after it sees it. Every write of products goes through here.
     *
     * @param ids the products that the write may make, change or delete
     * @param write bounded well below the time that a block stands; a failure means that it may or may not be done, now or later
     * @throws StoreUnavailableException if Redis is away; then nothing was written
     */
    public <T> T whileChanging(Collection<String> ids, Supplier<T> write) {
        var block = singleFlight.token(CacheEntry.BLOCK);
        var begun = System.nanoTime();
        cacheEntries.block(ids, block);
        // After a failure the block is left to lapse: what MongoDB was asked to do it may still do.
        var result = write.get();
        var lapsed = System.nanoTime() - begun > productCacheProperties.block().toNanos();
        try {
            cacheEntries.unblock(ids, block);
        } catch (StoreUnavailableException away) {
            // The block lapses by itself. Had it done so during the write, somebody might have kept an old copy.
            if (lapsed) {
                throw away;
            }
        }
        return result;
    }

    /** What Redis holds; nothing while it can't be asked, for then there is MongoDB. */
    private CacheEntry look(Supplier<CacheEntry> question) {
        return bestEffort.ask(question).orElse(CacheEntry.NONE);
    }
}
