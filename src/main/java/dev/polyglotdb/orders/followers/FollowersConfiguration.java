package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.outbox.WorkerThreads;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FollowersConfiguration {

    @Bean
    static WorkerThreads rebuildThreads(ProjectionService projections) {
        return new WorkerThreads("rebuild", projections.workers());
    }
}
