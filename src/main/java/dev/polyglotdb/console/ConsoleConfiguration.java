package dev.polyglotdb.console;

import dev.polyglotdb.platform.WorkerThreads;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    @Bean
    static WorkerThreads orderStreamsThread(OrderStreams orderStreams) {
        return new WorkerThreads("order-streams", List.of(orderStreams));
    }
}
