package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.WorkerThreads;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrivacyProperties.class)
class PrivacyConfiguration {

    /** It starts before the web server and stops after it, for people may leave until the last request is answered. */
    private static final int AROUND_THE_WEB_SERVER = 0;

    private static final Duration TO_END_A_LOOK = Duration.ofSeconds(2);

    /** A thread of its own: scheduled tasks share one, and a provider of payments may hold that for 15 s. */
    @Bean
    static WorkerThreads departuresThread(RecentDepartures recentDepartures) {
        return new WorkerThreads("departures", List.of(recentDepartures), AROUND_THE_WEB_SERVER, TO_END_A_LOOK);
    }
}
