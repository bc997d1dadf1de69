package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreProbe;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecommendProperties.class)
class RecommendConfiguration {

    @Bean
    static SchedulingConfigurer popularProductsRefresh(
            PopularProducts popular, RecommendProperties recommendProperties) {
        return tasks -> tasks.addFixedDelayTask(popular::refresh, recommendProperties.popularRefresh());
    }

    /** Creates the schema as part of the probe, so that it exists before the first request after Neo4j's return. */
    @Bean
    static StoreProbe neo4jProbe(Graph graph) {
        return new StoreProbe(Store.NEO4J, graph::ping);
    }
}
