package dev.polyglotdb.platform.stores;

import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Looks at some keys of Redis, in the order of its hash table, which is as good as chance. */
@Component
@UsesStore(Store.REDIS)
class KeySample {

    private static final int SIZE = 1_000;

    /** Some keys, of how many. */
    record Sample(List<String> keys, long of) {

        long estimate(String prefix) {
            var matching = keys.stream().filter(key -> key.startsWith(prefix)).count();
            return keys.size() < SIZE ? matching : Math.round((double) matching / keys.size() * of);
        }
    }

    private final StringRedisTemplate redis;

    KeySample(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Sample take() {
        var size = redis.execute(
                (RedisCallback<Long>) connection -> connection.serverCommands().dbSize());
        var keys = new ArrayList<String>(SIZE);
        try (var cursor = redis.scan(ScanOptions.scanOptions().count(SIZE).build())) {
            while (keys.size() < SIZE && cursor.hasNext()) {
                keys.add(cursor.next());
            }
        }
        return new Sample(keys, size == null ? keys.size() : size);
    }
}
