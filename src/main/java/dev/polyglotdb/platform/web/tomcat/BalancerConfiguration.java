package dev.polyglotdb.platform.web.tomcat;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What an instance owes a balancer or another proxy before it. */
@Configuration(proxyBeanMethods = false)
class BalancerConfiguration {

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

    @Bean
    static Farewell farewell(@Value("${polyglot.web.farewell:0s}") Duration length) {
        return new Farewell(length);
    }

    @Bean
    static FilterRegistrationBean<FarewellFilter> farewellFilter(Farewell farewell) {
        var registration = new FilterRegistrationBean<>(new FarewellFilter(farewell));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> untrustedForwarding() {
        return tomcat -> tomcat.addEngineValves(new UntrustedForwarding(BETWEEN_WARNINGS, System::nanoTime));
    }
}
