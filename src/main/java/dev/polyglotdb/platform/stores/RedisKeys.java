package dev.polyglotdb.platform.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.stereotype.Component;

/** What concerns the keys of Redis as a whole, on one server or on all masters of a cluster. */
@Component
@UsesStore(Store.REDIS)
public class RedisKeys {

    private static final int BATCH = 1_000;

    private final StringRedisTemplate redis;

    RedisKeys(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /**
     * Returns whether Redis may drop keys before their time to make room, by its present settings.
     *
     * @throws StoreException if Redis is unavailable or overloaded
     */
    public boolean mayBeEvicted() {
        return Objects.requireNonNull(redis.execute((RedisCallback<Boolean>) RedisKeys::mayBeEvicted));
    }

    private static boolean mayBeEvicted(RedisConnection connection) {
        if (!(connection instanceof RedisClusterConnection cluster)) {
            return mayBeEvicted(connection.serverCommands().info("memory"));
        }
        return masters(cluster).stream()
                .anyMatch(master -> mayBeEvicted(cluster.serverCommands().info(master, "memory")));
    }

    private static boolean mayBeEvicted(@Nullable Properties memory) {
        var known = Objects.requireNonNull(memory);
        return !"noeviction".equals(known.getProperty("maxmemory_policy"))
                && !"0".equals(known.getProperty("maxmemory"));
    }

    /**
     * Looks at all keys that exist during the whole call, and perhaps at others. Takes time in proportion to all keys
     * of Redis.
     *
     * @param pattern as in {@code SCAN}
     * @param action gets the keys in batches
     * @throws StoreException if Redis is unavailable or overloaded
     */
    public void scan(String pattern, Consumer<List<String>> action) {
        scan(ScanOptions.scanOptions().match(pattern).count(BATCH).build(), keys -> {
            action.accept(keys);
            return true;
        });
    }

    /** @param more gets keys in batches, and returns whether it wants more */
    void scan(ScanOptions options, Predicate<List<String>> more) {
        redis.execute((RedisCallback<Boolean>) connection -> {
            if (!(connection instanceof RedisClusterConnection cluster)) {
                return scan(connection.keyCommands().scan(options), more);
            }
            for (var master : masters(cluster)) {
                if (!scan(cluster.scan(master, options), more)) {
                    return false;
                }
            }
            return true;
        });
    }

    private static boolean scan(Cursor<byte[]> cursor, Predicate<List<String>> more) {
        try (cursor) {
            while (cursor.hasNext()) {
                var keys = new ArrayList<String>(BATCH);
                while (keys.size() < BATCH && cursor.hasNext()) {
                    keys.add(Objects.requireNonNull(RedisSerializer.string().deserialize(cursor.next())));
                }
                if (!more.test(keys)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Returns the number of keys. */
    long count() {
        var size = redis.execute((RedisCallback<Long>) RedisKeys::count);
        return size == null ? 0 : size;
    }

    private static Long count(RedisConnection connection) {
        if (!(connection instanceof RedisClusterConnection cluster)) {
            return connection.serverCommands().dbSize();
        }
        return masters(cluster).stream()
                .mapToLong(master ->
                        Objects.requireNonNullElse(cluster.serverCommands().dbSize(master), 0L))
                .sum();
    }

    /**
     * Returns the masters that have slots, whether or not they answer. A master that was replaced is still listed,
     * without slots.
     */
    static List<RedisClusterNode> masters(RedisClusterConnection cluster) {
        return StreamSupport.stream(cluster.clusterCommands().clusterGetNodes().spliterator(), false)
                .filter(node ->
                        node.isMaster() && !node.getSlotRange().getSlots().isEmpty())
                .toList();
    }
}
