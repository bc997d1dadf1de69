package dev.polyglotdb.platform.stores;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes the shares of {@link StoreTimeouts} the defaults of Spring Boot's own properties, and publishes the response
 * time itself, so that nobody else needs a default for it. They come last of all sources, so whoever sets one of these
 * properties still has the say. Spring Boot has none for MongoDB: see {@link MongoConfiguration}.
 * {@link PostgresDefaults} has the one of a statement.
 */
final class StoreTimeoutDefaults implements EnvironmentPostProcessor {

    /** The pool refuses to start with a shorter time-out. */
    private static final Duration LEAST_OF_POOL = Duration.ofMillis(250);

    /** After the files of the configuration, which is the default order, because they may set the response time. */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var timeouts = StoreTimeouts.of(environment);
        environment.getPropertySources().addLast(new MapPropertySource("storeTimeouts", defaults(timeouts)));
    }

    private static Map<String, Object> defaults(StoreTimeouts timeouts) {
        var jdbc = "spring.datasource.hikari.data-source-properties.";
        return Map.ofEntries(
                Map.entry(StoreTimeouts.SETTING, millis(timeouts.responseTime()) + "ms"),
                Map.entry("spring.datasource.hikari.connection-timeout", millis(timeouts.connection())),
                Map.entry(
                        "spring.datasource.hikari.validation-timeout",
                        millis(atLeast(LEAST_OF_POOL, timeouts.validation()))),
                Map.entry(jdbc + "connectTimeout", seconds(timeouts.connection())),
                Map.entry(jdbc + "socketTimeout", seconds(timeouts.responseTime())),
                Map.entry("spring.data.redis.connect-timeout", millis(timeouts.connection()) + "ms"),
                Map.entry("spring.data.redis.timeout", millis(timeouts.roundTrip()) + "ms"),
                Map.entry("spring.cassandra.connection.connect-timeout", millis(timeouts.connection()) + "ms"),
                Map.entry("spring.cassandra.connection.init-query-timeout", millis(timeouts.responseTime()) + "ms"),
                Map.entry("spring.cassandra.controlconnection.timeout", millis(timeouts.responseTime()) + "ms"),
                Map.entry("spring.cassandra.request.timeout", millis(timeouts.oneStore()) + "ms"),
                Map.entry("spring.neo4j.connection-timeout", millis(timeouts.connection()) + "ms"),
                Map.entry("spring.neo4j.pool.connection-acquisition-timeout", millis(timeouts.connection()) + "ms"),
                Map.entry("spring.neo4j.max-transaction-retry-time", millis(timeouts.retries()) + "ms"));
    }

    private static Duration atLeast(Duration least, Duration time) {
        return time.compareTo(least) < 0 ? least : time;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    /**
     * Returns whole seconds, rounded up: to the driver, 0 is no limit. {@link BudgetedSocketFactory} keeps the more
     * exact one.
     */
    static String seconds(Duration time) {
        return Long.toString(time.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
