package dev.polyglotdb.platform.stores;

import org.neo4j.driver.Logging;
import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Neo4jConfiguration {

    /**
     * Uses a logger that checks the level first. The driver's default logger formats each debug message, including the
     * parameters of a statement, before it checks. The method is deprecated in favour of that default.
     */
    @Bean
    @SuppressWarnings("deprecation")
    static ConfigBuilderCustomizer loggingThroughSlf4j() {
        return config -> config.withLogging(Logging.slf4j());
    }
}
