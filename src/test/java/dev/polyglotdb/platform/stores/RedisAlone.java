package dev.polyglotdb.platform.stores;

import dev.polyglotdb.testing.ExtraApplication;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.SocketAddressResolver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ValueOperations;

/** The application's connections to Redis, and nothing else of it. */
final class RedisAlone implements AutoCloseable {

    /** Without an annotation by which the shops of other tests would find it. */
    @ImportAutoConfiguration(DataRedisAutoConfiguration.class)
    @Import({RedisConfiguration.class, ReplicaConfirmation.class, Moved.class})
    static class Beans {

        @Bean
        static StoreTimeouts timeouts() {
            return new StoreTimeouts(Duration.ofSeconds(2));
        }

        @Bean
        static MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        static ClientResourcesBuilderCustomizer moving(Moved moved) {
            return resources -> resources.socketAddressResolver(moved);
        }
    }

    /** Where the name of the server leads, if it has another port than before. */
    static final class Moved extends SocketAddressResolver {

        private volatile int port;

        @Override
        public SocketAddress resolve(RedisURI uri) {
            return port == 0 ? super.resolve(uri) : new InetSocketAddress(uri.getHost(), port);
        }
    }

    private final ConfigurableApplicationContext application;

    RedisAlone(String... properties) {
        application = ExtraApplication.of(Beans.class)
                .web(WebApplicationType.NONE)
                .run(Stream.of(properties).map(property -> "--" + property).toArray(String[]::new));
    }

    LettuceConnectionFactory connections() {
        return application.getBean(LettuceConnectionFactory.class);
    }

    ReplicaConfirmation confirmation() {
        return application.getBean(ReplicaConfirmation.class);
    }

    ValueOperations<String, String> values() {
        return application.getBean(StringRedisTemplate.class).opsForValue();
    }

    double unconfirmed() {
        return application
                .getBean(MeterRegistry.class)
                .get("redis.deletes.unconfirmed")
                .counter()
                .count();
    }

    /** From now on, new connections lead to this port. */
    void move(int port) {
        application.getBean(Moved.class).port = port;
    }

    @Override
    public void close() {
        application.close();
    }
}
