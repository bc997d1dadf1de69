package dev.polyglotdb.lab.cache;

import dev.polyglotdb.products.cache.ProductCopy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.data.redis.core.RedisTemplate;

/**
 * Cache-aside as most describe it: ask Redis; if it has nothing, ask the database and put the answer into Redis; delete
 * it after a write.
 *
 * @param ttl the lifetime of a copy
 */
record CacheAside(RedisTemplate<String, byte[]> template, Duration ttl) implements Caching {

    static final String COMMANDS = """
            read:  GET product:<id>
                   if there is nothing: find in MongoDB, then SET product:<id> <version and JSON> PX <ttl>
            write: replace in MongoDB, then DEL product:<id>""";

    @Override
    public Optional<ProductCopy> get(String id, Supplier<Optional<ProductCopy>> read) {
        var value = template.opsForValue().get(key(id));
        if (value != null) {
            var bytes = ByteBuffer.wrap(value);
            var copy = new ProductCopy(bytes.getLong(), new byte[bytes.remaining()]);
            bytes.get(copy.json());
            return Optional.of(copy);
        }
        var found = read.get();
        found.ifPresent(copy -> template.opsForValue().set(key(id), encode(copy), ttl));
        return found;
    }

    private static byte[] encode(ProductCopy copy) {
        return ByteBuffer.allocate(Long.BYTES + copy.json().length)
                .putLong(copy.version())
                .put(copy.json())
                .array();
    }

    @Override
    public boolean change(String id, Supplier<Boolean> write) {
        var done = write.get();
        template.delete(key(id));
        return done;
    }

    @Override
    public void evict(Collection<String> ids) {
        template.delete(ids.stream().map(CacheAside::key).toList());
    }

    private static String key(String id) {
        return "product:" + id;
    }
}
