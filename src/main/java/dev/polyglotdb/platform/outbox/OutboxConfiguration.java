package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.WorkerThreads;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxConfiguration {

    @Bean
    static WorkerThreads outboxThreads(OutboxService outbox) {
        return new WorkerThreads("outbox", outbox.workers());
    }
}
