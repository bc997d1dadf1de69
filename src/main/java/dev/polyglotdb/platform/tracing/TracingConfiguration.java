package dev.polyglotdb.platform.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Tracing tracing(ObjectProvider<Tracer> tracer) {
        return new Tracing(SingletonSupplier.ofNullable(tracer::getIfAvailable));
    }

    /** Leaves out what comes every few seconds and is nobody's request: scrapes, probes and scheduled tasks. */
    @Bean
    @ConditionalOnBooleanProperty(TracingSwitch.ENABLED)
    static SpanExportingPredicate requestsOnly() {
        return span -> !span.getName().startsWith("task ")
                && !span.getTags().getOrDefault("uri", "").startsWith("/actuator");
    }
}
