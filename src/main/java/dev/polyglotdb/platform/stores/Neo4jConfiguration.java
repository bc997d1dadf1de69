package dev.polyglotdb.platform.stores;

import org.neo4j.driver.Logging;
import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Neo4jConfiguration {

    /**
     * The driver's logger by default makes the text of each debug message, a statement's parameters included, before it asks
     * whether anyone wants it; this one asks first. The method is deprecated in favour of that default.
     */
    @Bean
    @SuppressWarnings("deprecation")
    static ConfigBuilderCustomizer loggingThroughSlf4j() {
        return config -> config.withLogging(Logging.slf4j());
    }
}
