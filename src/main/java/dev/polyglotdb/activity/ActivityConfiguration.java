package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import java.time.Duration;
import org.springframework.boot.cassandra.autoconfigure.CqlSessionBuilderCustomizer;
import org.springframework.boot.cassandra.autoconfigure.DriverConfigLoaderBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ActivityProperties.class)
class ActivityConfiguration {

    /** By default every statement that makes a table waits a second for others to join its refresh of the metadata. */
    @Bean
    static DriverConfigLoaderBuilderCustomizer promptSchemaRefresh() {
        return driver -> driver.withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ZERO);
    }

    @Bean
    static CqlSessionBuilderCustomizer nodesForget(MarkedPartitions marks) {
        return session -> session.addNodeStateListener(marks);
    }
}
