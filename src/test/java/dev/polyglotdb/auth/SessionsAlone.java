package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.ReplicaConfirmation;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * The application's sessions with their Redis, and nothing else of it. Without an annotation by which the shops of
 * other tests would find it.
 */
@ImportAutoConfiguration({
    DataRedisAutoConfiguration.class,
    DataRedisReactiveAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@ComponentScan(
        basePackageClasses = ReplicaConfirmation.class,
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(RedisConfiguration|RedisKeys|ReplicaConfirmation)"))
@EnableConfigurationProperties(SessionProperties.class)
@Import({Sessions.class, SessionList.class, StoredSessions.class, SessionRegister.class, RedisClock.class})
class SessionsAlone {

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static StoreTimeouts timeouts(@Value("${polyglot.stores.response-time}") Duration responseTime) {
        return new StoreTimeouts(responseTime);
    }

    @Bean
    static MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }
}
