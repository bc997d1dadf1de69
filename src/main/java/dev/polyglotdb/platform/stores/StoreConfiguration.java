package dev.polyglotdb.platform.stores;

import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.platform.FilterOrder;
import dev.polyglotdb.platform.admission.StalledCalls;
import dev.polyglotdb.platform.tracing.Tracing;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@Import(StoreHealth.class)
class StoreConfiguration {

    /**
     * The time after which trial calls may reach a failed store. It is so long that the probe, which no client waits
     * for, is the first to notice that a store is back.
     */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** The setting that makes Redis a cluster. */
    private static final String REDIS_NODES = "spring.data.redis.cluster.nodes";

    /**
     * Provides a clock of whole milliseconds, which all stores can keep, so that an instant is the same wherever it is
     * read.
     */
    @Bean
    static Clock clock() {
        return Clock.tick(Clock.system(ZoneOffset.UTC), Duration.ofMillis(1));
    }

    @Bean
    static StoreTimeouts storeTimeouts(Environment environment) {
        return StoreTimeouts.of(environment);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static StoreGuards storeGuards(ObjectProvider<StoreTimeouts> timeouts, Environment environment) {
        var redisNodes = Binder.get(environment).bind(REDIS_NODES, Bindable.listOf(String.class));
        return new StoreGuards(
                Metrics.globalRegistry,
                timeouts::getObject,
                PAUSE,
                store -> store == Store.REDIS && redisNodes.isBound());
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor storeCallAdvisor(StoreGuards guards, Tracing tracing, Environment environment) {
        var advisor = new DefaultPointcutAdvisor(
                new AnnotationMatchingPointcut(UsesStore.class, true),
                new StoreCallInterceptor(Metrics.globalRegistry, guards, tracing, environment::containsProperty));
        // Encloses the transaction, so that the time and the failure of its commit count for the store, too.
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    @Bean
    static StalledCalls stalledCalls(StoreGuards guards) {
        return guards::stalled;
    }

    @Bean
    static BeanPostProcessor budgetedDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new BudgetedDataSource(pool) : bean;
            }
        };
    }

    @Bean
    static FilterRegistrationBean<ServerTimingFilter> serverTimingFilter(StoreTimeouts timeouts) {
        var registration = new FilterRegistrationBean<>(new ServerTimingFilter(timeouts));
        registration.setOrder(FilterOrder.SERVER_TIMING);
        return registration;
    }
}
