package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.WorkerThreads;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FollowersConfiguration {

    @Bean
    static WorkerThreads jobThread(ProjectionService projections) {
        return new WorkerThreads("jobs", List.of(projections.worker()));
    }
}
