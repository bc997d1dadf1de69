package dev.polyglotdb.recommend;

import org.neo4j.driver.Logging;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecommendProperties.class)
class RecommendConfiguration {

    /**
     * The driver's logger by default makes the text of each debug message, a statement's parameters included, before it asks
     * whether anyone wants it; this one asks first. The method is deprecated in favour of that default.
     */
    @Bean
    @SuppressWarnings("deprecation")
    static ConfigBuilderCustomizer loggingThroughSlf4j() {
        return config -> config.withLogging(Logging.slf4j());
    }

    @Bean
    SchedulingConfigurer popularProductsRefresh(PopularProducts popular, RecommendProperties properties) {
        return tasks -> tasks.addFixedDelayTask(popular::refresh, properties.popularRefresh());
    }
}
