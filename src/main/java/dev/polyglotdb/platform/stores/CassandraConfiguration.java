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

    /**
     * By default every statement that makes a table waits a second for others to join its refresh of the metadata, and a node
     * that was away for long is tried once a minute.
     */
    @Bean
    static DriverConfigLoaderBuilderCustomizer promptSchemaRefreshAndReconnection() {
        return driver -> driver.withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ZERO)
                .withBoolean(DefaultDriverOption.CONNECTION_WARN_INIT_ERROR, false)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(250))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2));
    }

    /** Boot connects at start, and fails without Cassandra; so the session is made when somebody first asks for it. */
    @Bean
    static BeanFactoryPostProcessor lateSession() {
        return beans -> {
            for (var session : beans.getBeanNamesForType(CqlSession.class, true, false)) {
                var definition = beans.getBeanDefinition(session);
                definition.setLazyInit(true);
                // That is the task of CqlSessionCloser.
                definition.setDestroyMethodName("");
            }
        };
    }
}
