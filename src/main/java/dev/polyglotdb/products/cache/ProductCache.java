package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.BestEffort;
import dev.polyglotdb.platform.stores.ServerTiming;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps copies of products in Redis that are never older than the last write that was answered. The protocol is that of
 * leases (Nishtala et al., Scaling Memcache at Facebook, 2013), extended by blocks.
 *
 * <p>A reader who finds nothing leaves a lease, reads the product, and replaces the lease with the copy. It never
 * replaces anything else. A writer first replaces whatever is there, including a lease, with a block. So a copy that
 * was read before the write is refused, however late it comes. While the block exists, nobody gets a lease. After the
 * write, the writer lifts the block. If two write at the same time, neither knows whether the other has finished, so
 * their block expires by itself.
 */
@Component
public class ProductCache {

    private static final Logger log = LoggerFactory.getLogger(ProductCache.class);

    /** A reader must look again if the read whose lease it saw has just ended. */
    private static final int MAX_LOOKS = 3;

    /** The time after a failure in which nobody asks Redis. */
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
     * Returns a copy of the product that is at least as new as the last write that was answered before this call.
     *
     * @param read reads the product itself. If many readers of one instance miss it at the same time, one reads for all
     *     of them; readers of other instances read for themselves. Its failure is passed on
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
                // An answered write would have removed this lease, so what its holder reads is new enough.
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
     * Writes, so that every read that starts afterwards sees the write. Every write of products must go through this
     * method.
     *
     * @param ids the products that the write may create, change or delete
     * @param write must be bounded well below the lifetime of a block. If it fails, it may take effect or not, now or
     *     later
     * @throws StoreUnavailableException if Redis is down; then nothing was written
     */
    public <T> T whileChanging(Collection<String> ids, Supplier<T> write) {
        var block = singleFlight.token(CacheEntry.BLOCK);
        var begun = System.nanoTime();
        cacheEntries.block(ids, block);
        // After a failure, the block expires by itself, because MongoDB may still carry out the write.
        var result = write.get();
        var lapsed = System.nanoTime() - begun > productCacheProperties.block().toNanos();
        try {
            cacheEntries.unblock(ids, block);
        } catch (StoreException away) {
            // The block expires by itself. If it expired during the write, a reader may have kept an old copy.
            if (lapsed) {
                throw away;
            }
        }
        return result;
    }

    /**
     * Drops the copies of products that somebody wanted to change and found as wanted. An earlier write that failed may
     * have made them so after its block had expired, beside copies of what was there before. Call it after the products
     * were read. If Redis is down, nobody reads the copies; they stay there until they end by themselves.
     */
    public void drop(Collection<String> ids) {
        try {
            cacheEntries.unblock(ids, singleFlight.token(CacheEntry.BLOCK));
        } catch (StoreException away) {
            log.debug("Copies of {} products are left to their end", ids.size(), away);
        }
    }

    /** Returns the entry in Redis, or none while Redis is down. MongoDB has the product, too. */
    private CacheEntry look(Supplier<CacheEntry> question) {
        return bestEffort.ask(question).orElse(CacheEntry.NONE);
    }
}
