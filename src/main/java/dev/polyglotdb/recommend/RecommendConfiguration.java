package dev.polyglotdb.recommend;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecommendProperties.class)
class RecommendConfiguration {

    @Bean
    SchedulingConfigurer popularProductsRefresh(PopularProducts popular, RecommendProperties properties) {
        return tasks -> tasks.addFixedDelayTask(popular::refresh, properties.popularRefresh());
    }
}
