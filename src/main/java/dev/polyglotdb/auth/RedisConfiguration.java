package dev.polyglotdb.auth;

import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    private static final int BASE_MILLIS = 50;

    /** By default, a Redis that was away for long is tried every 30 s. */
    @Bean
    static ClientResourcesBuilderCustomizer promptReconnection() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ZERO, Duration.ofSeconds(2), BASE_MILLIS, TimeUnit.MILLISECONDS));
    }
}
