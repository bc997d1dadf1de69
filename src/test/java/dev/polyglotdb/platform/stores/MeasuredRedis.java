package dev.polyglotdb.platform.stores;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import org.springframework.data.redis.serializer.RedisSerializer;

/** What the application's own classes need of Redis, with a prefix before all keys and without time-outs. */
public final class MeasuredRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate template;
    private final RedisTemplate<String, byte[]> binary;
    private final ReactiveStringRedisTemplate concurrently;
    private final ReplicaConfirmation replicaConfirmation;

    /** @param client stays open */
    public MeasuredRedis(RedisClient client, String prefix) {
        connections = new OfClient(client);
        connections.afterPropertiesSet();
        connections.start();
        var keys = new Prefixed(prefix);
        template = new StringRedisTemplate(connections);
        template.setKeySerializer(keys);
        binary = new RedisTemplate<>();
        binary.setConnectionFactory(connections);
        binary.setKeySerializer(keys);
        binary.setValueSerializer(RedisSerializer.byteArray());
        binary.afterPropertiesSet();
        concurrently = new ReactiveStringRedisTemplate(
                connections,
                RedisSerializationContext.<String, String>newSerializationContext(RedisSerializer.string())
                        .key(keys)
                        .build());
        replicaConfirmation =
                new ReplicaConfirmation(connections, new StoreTimeouts(PATIENCE), new SimpleMeterRegistry());
    }

    public StringRedisTemplate template() {
        return template;
    }

    /** Returns what the cache of products uses. */
    public RedisTemplate<String, byte[]> binary() {
        return binary;
    }

    public ReactiveStringRedisTemplate concurrently() {
        return concurrently;
    }

    public RedisKeys keys() {
        return new RedisKeys(template);
    }

    public ReplicaConfirmation replicaConfirmation() {
        return replicaConfirmation;
    }

    /** Closes the connections. To stop the factory would stop the client, too. */
    @Override
    public void close() {
        replicaConfirmation.destroy();
        connections.resetConnection();
    }

    private static final class OfClient extends LettuceConnectionFactory {

        private final RedisClient client;

        OfClient(RedisClient client) {
            super(
                    new RedisStandaloneConfiguration(),
                    LettuceClientConfiguration.builder()
                            .commandTimeout(PATIENCE)
                            .build());
            this.client = client;
        }

        @Override
        protected AbstractRedisClient createClient() {
            return client;
        }
    }

    private record Prefixed(String prefix) implements RedisSerializer<String> {

        @Override
        public byte[] serialize(@Nullable String key) {
            return (prefix + key).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public @Nullable String deserialize(byte @Nullable [] bytes) {
            return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8).substring(prefix.length());
        }
    }
}
