package dev.polyglotdb.auth;

import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreProbe;
import dev.polyglotdb.web.UsesStore;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

@Component
@UsesStore(Store.REDIS)
class RedisProbe implements StoreProbe {

    private final StringRedisTemplate redis;

    RedisProbe(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Store store() {
        return Store.REDIS;
    }

    @Override
    public void probe() {
        redis.execute((RedisCallback<String>) RedisConnectionCommands::ping);
    }
}
