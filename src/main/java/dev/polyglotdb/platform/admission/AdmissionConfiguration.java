package dev.polyglotdb.platform.admission;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    /** So few that all are served in time, so many that no processor waits for a store. */
    private static final int LEAST_PER_PROCESSOR = 8;

    private static final int LEAST = 16;

    /**
     * Half of the threads serve requests at most, and a quarter waits at most. The rest is left for refusals, for those
     * who wait for something else, and for what is never refused.
     */
    @Bean
    static Admission admission(
            @Value("${server.tomcat.threads.max:200}") int threads,
            @Value("${polyglot.stores.response-time:2s}") Duration responseTime,
            StalledCalls stalled,
            MeterRegistry meters) {
        var least = Math.max(LEAST, LEAST_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        var limit = ProcessorLimit.ofThisMachine(Math.min(least, threads / 2), threads / 2);
        return new Admission(() -> limit.getAsInt() + stalled.count(), threads / 4, responseTime.dividedBy(4), meters);
    }
}
