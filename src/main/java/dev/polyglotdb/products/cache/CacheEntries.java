package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.stores.UsesStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ClusterSlotHashUtil;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.stereotype.Repository;

/**
 * The entries of the product cache in Redis. Each method is one atomic step of the protocol of {@link ProductCache}.
 */
@Repository
@UsesStore(value = Store.REDIS, ownServer = ProductCacheProperties.REDIS)
class CacheEntries {

    private static final RedisScript<byte[]> FIND_OR_LEASE = RedisScript.of("""
            local entry = redis.call('GET', KEYS[1])
            if entry then return entry end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return ARGV[1]
            """, byte[].class);

    private static final RedisScript<byte[]> FILL = RedisScript.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
            """, byte[].class);

    private static final RedisScript<byte[]> GIVE_BACK = RedisScript.of("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
            """, byte[].class);

    /**
     * Marks the entry if another writer has blocked it. Then neither may lift the block, because the other may still be
     * writing.
     */
    private static final RedisScript<byte[]> BLOCK = RedisScript.of("""
            for _, key in ipairs(KEYS) do
                local block = ARGV[1]
                if redis.call('GETRANGE', key, 0, 0) == 'B' and redis.call('GET', key) ~= block then block = 'B*' end
                redis.call('SET', key, block, 'PX', ARGV[2])
            end
            """, byte[].class);

    /** If the block expired too early, an old copy may be there, or the lease of a reader who is about to bring one. */
    private static final RedisScript<byte[]> UNBLOCK = RedisScript.of("""
            for _, key in ipairs(KEYS) do
                if redis.call('GETRANGE', key, 0, 0) ~= 'B' or redis.call('GET', key) == ARGV[1] then
                    redis.call('DEL', key)
                end
            end
            """, byte[].class);

    private final RedisTemplate<String, byte[]> template;
    private final ProductCacheProperties productCacheProperties;

    CacheEntries(RedisTemplate<String, byte[]> template, ProductCacheProperties productCacheProperties) {
        this.template = template;
        this.productCacheProperties = productCacheProperties;
    }

    CacheEntry find(String id) {
        return CacheEntry.decode(ask(() -> template.opsForValue().get(key(id))));
    }

    /** Returns the entry. If there is none, puts a lease with this token there. */
    CacheEntry findOrLease(String id, String token) {
        return CacheEntry.decode(
                run(FIND_OR_LEASE, List.of(key(id)), bytes(token), millis(productCacheProperties.lease())));
    }

    /** Replaces the lease with a copy. Does nothing if the lease is no longer there. */
    void fill(String id, String lease, ProductCopy copy) {
        run(FILL, List.of(key(id)), bytes(lease), copy.encode(), millis(productCacheProperties.ttl()));
    }

    /** Removes the lease if it is still there. */
    void giveBack(String id, String lease) {
        run(GIVE_BACK, List.of(key(id)), bytes(lease));
    }

    /** Replaces whatever is there with a block. */
    void block(Collection<String> ids, String token) {
        together(ids).forEach(keys -> run(BLOCK, keys, bytes(token), millis(productCacheProperties.block())));
    }

    /** Removes whatever is there except a block of another writer. */
    void unblock(Collection<String> ids, String token) {
        together(ids).forEach(keys -> run(UNBLOCK, keys, bytes(token)));
    }

    private byte @Nullable [] run(RedisScript<byte[]> script, List<String> keys, byte[]... arguments) {
        var plain = RedisSerializer.byteArray();
        return ask(() -> template.execute(script, plain, plain, keys, (Object[]) arguments));
    }

    /** Treats a Redis that refuses a command as down: it loads its data, is full, or is read-only. */
    private static byte @Nullable [] ask(Supplier<byte @Nullable []> command) {
        try {
            return command.get();
        } catch (DataAccessException refused) {
            throw new StoreUnavailableException(Store.REDIS, refused);
        }
    }

    /** Groups the keys for which one script can run: all of them, unless a cluster has them in different slots. */
    private Collection<List<String>> together(Collection<String> ids) {
        var keys = ids.stream().map(CacheEntries::key).toList();
        var clustered =
                template.getConnectionFactory() instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
        return clustered
                ? keys.stream()
                        .collect(Collectors.groupingBy(ClusterSlotHashUtil::calculateSlot))
                        .values()
                : List.of(keys);
    }

    static String key(String id) {
        return "product:" + id;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] millis(Duration duration) {
        return bytes(Long.toString(duration.toMillis()));
    }
}
