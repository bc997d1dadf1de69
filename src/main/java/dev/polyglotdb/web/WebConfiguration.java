package dev.polyglotdb.web;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Metrics;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** Milliseconds are what every one of the stores can keep, so an instant is the same wherever it is read back. */
    @Bean
    static Clock clock() {
        return Clock.tick(Clock.system(ZoneOffset.UTC), Duration.ofMillis(1));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor storeCallAdvisor() {
        var advisor = new DefaultPointcutAdvisor(
                new AnnotationMatchingPointcut(UsesStore.class, true),
                // The probe, which no client waits for, is to be the one that notices a store's return.
                new StoreCallInterceptor(Metrics.globalRegistry, Duration.ofSeconds(10)));
        // Outside the transaction, so that the time and the failure of its commit belong to the store too.
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
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
    static FilterRegistrationBean<ServerTimingFilter> serverTimingFilter() {
        var registration = new FilterRegistrationBean<>(new ServerTimingFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<ProblemFilter> problemFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        var registration = new FilterRegistrationBean<>(new ProblemFilter(resolver));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<ContentTypeFilter> contentTypeFilter() {
        var registration = new FilterRegistrationBean<>(new ContentTypeFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return tomcat -> tomcat.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
    }

    /** Who asks before sending a large body (Expect: 100-continue) is told to go on only when it is wanted, so not when it is refused. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesOnDemand() {
        return tomcat ->
                tomcat.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }

    /** Half of the threads, so that slow clients can't hold all of them. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(
            @Value("${server.tomcat.threads.max:200}") int threads) {
        return tomcat -> tomcat.addEngineValves(new SlowBodyValve(threads / 2));
    }

    /** JPA would be asked for every value of every body whether it is loaded already, which is most of the work of validating. */
    @Bean
    static ValidationConfigurationCustomizer bodiesAreNoEntities() {
        return validation -> validation.traversableResolver(new TraversableResolver() {
            @Override
            public boolean isReachable(
                    Object bean, Path.Node property, Class<?> root, Path toBean, ElementType elementType) {
                return true;
            }

            @Override
            public boolean isCascadable(
                    Object bean, Path.Node property, Class<?> root, Path toBean, ElementType elementType) {
                return true;
            }
        });
    }

    @Bean
    static WebMvcConfigurer webConventions(JsonMapper mapper, RequestBodyReader reader) {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new StrictJsonConverter(mapper, reader));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PageRequestResolver());
            }
        };
    }
}
