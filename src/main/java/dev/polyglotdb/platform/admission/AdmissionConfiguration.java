package dev.polyglotdb.platform.admission;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Divides the threads, so that some remain for refusals and for those who wait for something else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdmissionProperties.class)
class AdmissionConfiguration {

    /** What operators ask for needs little, or has limits of its own, such as one job at a time. */
    private static final int OPERATORS = 8;

    @Bean
    static Lanes lanes(
            @Value("${server.tomcat.threads.max}") int threads,
            @Value("${polyglot.stores.response-time:2s}") Duration responseTime,
            AdmissionProperties settings,
            StalledCalls stalled) {
        var most = threads / 4;
        var least = Math.min(settings.leastOrUsual(), most);
        var limit = ProcessorLimit.ofThisMachine(least, most);
        // The rest of the response time is left for the service itself.
        var patience = responseTime.multipliedBy(3).dividedBy(5);
        var meters = Metrics.globalRegistry;
        return new Lanes(
                new Admission(
                        "clients",
                        waiting -> limit.applyAsInt(waiting) + stalled.count(),
                        threads * 3 / 4,
                        patience,
                        System::nanoTime,
                        meters),
                new Admission(
                        "operators",
                        waiting -> OPERATORS + stalled.count(),
                        threads / 8,
                        patience,
                        System::nanoTime,
                        meters));
    }
}
