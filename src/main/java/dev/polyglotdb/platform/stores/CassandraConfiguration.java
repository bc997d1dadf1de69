package dev.polyglotdb.platform.stores;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.cassandra.autoconfigure.DriverConfigLoaderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CassandraConfiguration {

    /** By default half a minute, in which every statement that a silent node coordinates would wait in vain. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /**
     * By default, the driver waits a second after each statement that creates a table before it refreshes its metadata,
     * and retries a node that was down for long only once a minute.
     */
    @Bean
    static DriverConfigLoaderBuilderCustomizer promptSchemaRefreshAndReconnection() {
        return driver -> driver.withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ZERO)
                .withBoolean(DefaultDriverOption.CONNECTION_WARN_INIT_ERROR, false)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, HEARTBEAT)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(250))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2));
    }

    /** Creates the session when it is first used. Spring Boot connects at start and fails if Cassandra is down. */
    @Bean
    static BeanFactoryPostProcessor lateSession() {
        return beans -> {
            for (var session : beans.getBeanNamesForType(CqlSession.class, true, false)) {
                var definition = beans.getBeanDefinition(session);
                definition.setLazyInit(true);
                // CqlSessionCloser closes the session.
                definition.setDestroyMethodName("");
            }
        };
    }
}
