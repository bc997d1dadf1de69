package dev.polyglotdb.platform.stores;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    private static final int BASE_MILLIS = 50;

    /** By default, the driver retries a Redis that was down for long only every 30 s. */
    @Bean
    static ClientResourcesBuilderCustomizer promptReconnection() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ZERO, Duration.ofSeconds(2), BASE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /**
     * A cluster has no circuit, so commands for a master that is away would pile up until it is back, although nobody
     * waits for them any more.
     */
    @Bean
    static LettuceClientOptionsBuilderCustomizer refusalByClusters(DataRedisProperties properties) {
        return options -> {
            if (properties.getCluster() != null) {
                options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
            }
        };
    }

    /**
     * Only the master is read, whatever {@code spring.data.redis.lettuce.read-from} says: a client finds its own write
     * again, and nobody finds a copy or a session that is gone. Where it says nothing, that is so anyway, without a
     * look for replicas, which this setting would bring.
     */
    @Bean
    static LettuceClientConfigurationBuilderCustomizer readsOfMasters(DataRedisProperties properties) {
        return client -> {
            if (properties.getLettuce().getReadFrom() != null) {
                client.readFrom(ReadFrom.UPSTREAM);
            }
        };
    }

    /** A request sends many commands and has one time budget for all of them. */
    @Bean
    static LettuceClientOptionsBuilderCustomizer budgetedCommands(DataRedisProperties properties) {
        var usual = Objects.requireNonNull(properties.getTimeout());
        return options -> options.timeoutOptions(TimeoutOptions.builder()
                .timeoutCommands()
                .timeoutSource(new TimeoutOptions.TimeoutSource() {
                    @Override
                    public long getTimeout(RedisCommand<?, ?, ?> command) {
                        return TimeBudget.atMost(usual).toMillis();
                    }
                })
                .build());
    }
}
