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

    /**
     * Requests for each processor: so few that all are served in time, and so many that no processor is idle while they
     * wait for a store.
     */
    private static final int LEAST_PER_PROCESSOR = 8;

    private static final int LEAST = 16;

    /**
     * The places of operators, and as many for pages. What operators ask for needs little, or has limits of its own,
     * such as one job at a time. Pages need little, too.
     */
    private static final int FEW = 8;

    @Bean
    static Bulkheads bulkheads(@Value("${server.tomcat.threads.max}") int threads) {
        return Bulkheads.of(threads, Metrics.globalRegistry);
    }

    @Bean
    static Lanes lanes(
            @Value("${server.tomcat.threads.max}") int threads,
            @Value("${polyglot.stores.response-time}") Duration responseTime,
            AdmissionProperties settings,
            StalledCalls stalled) {
        var processors = Runtime.getRuntime().availableProcessors();
        var most = threads / 4;
        var least = Math.min(Math.max(LEAST, LEAST_PER_PROCESSOR * processors), most);
        var limit = ProcessorLimit.ofThisMachine(least, most);
        // The rest of the response time is left for the service itself.
        var share = responseTime.multipliedBy(3).dividedBy(5);
        var patience = settings.patience(share);
        var charged = patience.compareTo(share) <= 0 ? patience : Duration.ZERO;
        // However many wait for a silent store, threads are left to refuse the others.
        var held = threads * 3 / 4;
        var few = Math.max(1, threads / 8);
        var places = Math.min(few, FEW);
        var meters = Metrics.globalRegistry;
        return new Lanes(
                new Admission(
                        "clients",
                        waiting -> Math.min(held, limit.applyAsInt(waiting) + stalled.count()),
                        held,
                        patience,
                        charged,
                        System::nanoTime,
                        meters,
                        null),
                new Admission(
                        "operators",
                        waiting -> Math.min(few, FEW + stalled.count()),
                        few,
                        patience,
                        charged,
                        System::nanoTime,
                        meters,
                        null),
                new Admission(
                        "pages",
                        waiting -> places,
                        few,
                        patience,
                        charged,
                        System::nanoTime,
                        meters,
                        // Anybody may ask for pages, and read them slowly.
                        new Shares(places)));
    }
}
