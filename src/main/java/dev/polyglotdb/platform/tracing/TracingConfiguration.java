package dev.polyglotdb.platform.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;
import org.springframework.util.function.SingletonSupplier;

@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Tracing tracing(ObjectProvider<Tracer> tracer) {
        return new Tracing(SingletonSupplier.ofNullable(tracer::getIfAvailable));
    }

    /** Takes the place of the handler that Spring Boot would make. */
    @Bean
    @ConditionalOnBooleanProperty(TracingSwitch.ENABLED)
    @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
    static RequestSpans requestSpans(Tracer tracer, Propagator propagator) {
        return new RequestSpans(tracer, propagator);
    }

    /**
     * Leaves out what comes every few seconds and is nobody's request: scrapes, probes and scheduled tasks. To keep
     * their spans from being sent would not do, for then those of the stores that they call would be sent alone.
     */
    @Bean
    @ConditionalOnBooleanProperty(TracingSwitch.ENABLED)
    static ObservationPredicate requestsOnly() {
        return (name, context) -> !(context instanceof ScheduledTaskObservationContext) && !isForOperators(context);
    }

    private static boolean isForOperators(Observation.Context context) {
        var request = context instanceof ServerRequestObservationContext server ? server.getCarrier() : null;
        return request != null && request.getRequestURI().startsWith("/actuator");
    }
}
