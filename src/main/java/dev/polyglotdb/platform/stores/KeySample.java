package dev.polyglotdb.platform.stores;

import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.ScanOptions;
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

    private final RedisKeys redisKeys;

    KeySample(RedisKeys redisKeys) {
        this.redisKeys = redisKeys;
    }

    Sample take() {
        var size = redisKeys.count();
        var sample = new ArrayList<String>(SIZE);
        redisKeys.scan(ScanOptions.scanOptions().count(SIZE).build(), keys -> {
            sample.addAll(keys);
            return sample.size() < SIZE;
        });
        return new Sample(sample, size);
    }
}
