package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.stereotype.Component;

/** Shows what Redis has of products. Neither makes a copy nor lets one live longer. */
@Component
@UsesStore(value = Store.REDIS, ownServer = ProductCacheProperties.REDIS)
public class CachedCopies {

    /**
     * What is under the key of a product.
     *
     * @param ttlMillis how long it still lives
     * @param bytes the size of the value
     */
    public record Cached(long ttlMillis, int bytes, ProductCopy copy) {}

    private final RedisTemplate<String, byte[]> template;

    CachedCopies(RedisTemplate<String, byte[]> template) {
        this.template = template;
    }

    /** Returns the key of a product. */
    public static String key(String id) {
        return CacheEntries.key(id);
    }

    /** Returns the copy of a product; null if there is none. */
    public @Nullable Cached find(String id) {
        var value = template.opsForValue().get(key(id));
        var ttl = template.getExpire(key(id), TimeUnit.MILLISECONDS);
        return CacheEntry.decode(value) instanceof ProductCopy copy && value != null && ttl != null && ttl > 0
                ? new Cached(ttl, value.length, copy)
                : null;
    }
}
