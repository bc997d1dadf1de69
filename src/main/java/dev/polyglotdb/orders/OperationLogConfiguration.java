package dev.polyglotdb.orders;

import dev.polyglotdb.platform.WorkerThreads;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationLogConfiguration {

    @Bean
    static WorkerThreads operationLogThread(OperationLog operationLog) {
        return new WorkerThreads("operation-log", List.of(operationLog));
    }
}
