package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.FilterOrder;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/** What an instance owes a balancer or another proxy before it. */
@Configuration(proxyBeanMethods = false)
class BalancerConfiguration {

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

    /** Refuses the start if the shutdown would cut the farewell off, because nobody would notice. */
    @Bean
    static Farewell farewell(
            @Value("${polyglot.web.farewell:0s}") Duration length,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase:30s}") Duration phase) {
        Assert.state(
                length.isZero() || length.compareTo(phase) < 0,
                "polyglot.web.farewell has to be shorter than spring.lifecycle.timeout-per-shutdown-phase");
        return new Farewell(length);
    }

    @Bean
    static FilterRegistrationBean<FarewellFilter> farewellFilter(Farewell farewell) {
        var registration = new FilterRegistrationBean<>(new FarewellFilter(farewell));
        registration.setOrder(FilterOrder.FAREWELL);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> untrustedForwarding() {
        return tomcat -> tomcat.addEngineValves(new UntrustedForwarding(BETWEEN_WARNINGS, System::nanoTime));
    }
}
