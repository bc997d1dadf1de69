package dev.polyglotdb.privacy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Everything that Redis holds. Many keys are read at once, for a shop has thousands, but not so many that they take as
 * long as a command may.
 */
record RedisContents(StringRedisTemplate redis) {

    private static final int PORTION = 200;

    /** Passes each key and a text with what it holds. */
    void forEach(BiConsumer<String, String> visitor) {
        try (var keys = redis.scan(ScanOptions.scanOptions().count(PORTION).build())) {
            while (keys.hasNext()) {
                read(next(keys), visitor);
            }
        }
    }

    private static List<String> next(Iterator<String> keys) {
        var portion = new ArrayList<String>();
        while (keys.hasNext() && portion.size() < PORTION) {
            portion.add(keys.next());
        }
        return portion;
    }

    private void read(List<String> keys, BiConsumer<String, String> visitor) {
        var types = answers(() -> keys.forEach(redis::type));
        var values = answers(() -> {
            for (var i = 0; i < keys.size(); i++) {
                ask(keys.get(i), (DataType) types.get(i));
            }
        });
        for (var i = 0; i < keys.size(); i++) {
            visitor.accept(keys.get(i), String.valueOf(values.get(i)));
        }
    }

    private void ask(String key, DataType type) {
        switch (type) {
            case NONE, STRING -> redis.opsForValue().get(key);
            case ZSET -> redis.opsForZSet().rangeWithScores(key, 0, -1);
            case HASH -> redis.opsForHash().entries(key);
            case SET -> redis.opsForSet().members(key);
            case LIST -> redis.opsForList().range(key, 0, -1);
            default -> throw new AssertionError("can't look into " + key);
        }
    }

    /** Returns the answer to each command, in their order. */
    private List<Object> answers(Runnable commands) {
        return redis.executePipelined(new SessionCallback<Object>() {
            @Override
            @SuppressWarnings("NullAway") // what a pipeline runs has no answer of its own
            public <K, V> Object execute(RedisOperations<K, V> operations) {
                commands.run();
                return null;
            }
        });
    }
}
