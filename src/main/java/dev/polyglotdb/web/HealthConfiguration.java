package dev.polyglotdb.web;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One health component for each store, by the names of the API. Boot's own would each ask their store anew for every request, and
 * wait for it.
 */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    static HealthIndicator postgresHealthIndicator(StoreMonitor monitor) {
        return of(monitor, Store.POSTGRES);
    }

    @Bean
    static HealthIndicator mongodbHealthIndicator(StoreMonitor monitor) {
        return of(monitor, Store.MONGODB);
    }

    @Bean
    static HealthIndicator redisHealthIndicator(StoreMonitor monitor) {
        return of(monitor, Store.REDIS);
    }

    @Bean
    static HealthIndicator cassandraHealthIndicator(StoreMonitor monitor) {
        return of(monitor, Store.CASSANDRA);
    }

    @Bean
    static HealthIndicator neo4jHealthIndicator(StoreMonitor monitor) {
        return of(monitor, Store.NEO4J);
    }

    private static HealthIndicator of(StoreMonitor monitor, Store store) {
        return () -> {
            var reason = monitor.state(store);
            if (reason == null) {
                // Just started; nothing is promised before the first answer.
                return Health.outOfService()
                        .withDetail("reason", "has not been asked yet")
                        .build();
            }
            return reason.map(text -> Health.down().withDetail("reason", text))
                    .orElseGet(Health::up)
                    .build();
        };
    }
}
