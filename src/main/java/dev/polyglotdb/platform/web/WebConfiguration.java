package dev.polyglotdb.platform.web;

import dev.polyglotdb.platform.FilterOrder;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    static FilterRegistrationBean<ProblemFilter> problemFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver, CrossOrigin crossOrigin) {
        var registration = new FilterRegistrationBean<>(new ProblemFilter(resolver, crossOrigin));
        registration.setOrder(FilterOrder.PROBLEMS);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<ContentTypeFilter> contentTypeFilter() {
        var registration = new FilterRegistrationBean<>(new ContentTypeFilter());
        registration.setOrder(FilterOrder.CONTENT_TYPE);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<UnservedMethodFilter> unservedMethodFilter() {
        var registration = new FilterRegistrationBean<>(new UnservedMethodFilter());
        registration.setOrder(FilterOrder.UNSERVED_METHODS);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<RepeatedHeaderFilter> repeatedHeaderFilter() {
        var registration = new FilterRegistrationBean<>(new RepeatedHeaderFilter());
        registration.setOrder(FilterOrder.REPEATED_HEADERS);
        return registration;
    }

    @Bean
    static FilterRegistrationBean<RangeFilter> rangeFilter() {
        var registration = new FilterRegistrationBean<>(new RangeFilter());
        registration.setOrder(FilterOrder.RANGES);
        return registration;
    }

    /** Turned off: the servlet of Spring MVC does the same, and nobody asks for the current request before it. */
    @Bean
    static FilterRegistrationBean<RequestContextFilter> requestContextFilter() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    /** Mapped, because the interceptors of a configurer do not apply to the actuator. */
    @Bean
    static MappedInterceptor endpointParameters(
            @Value("${management.endpoints.web.base-path:/actuator}") String endpoints) {
        return new MappedInterceptor(new String[] {endpoints + "/**"}, new EndpointParameters());
    }

    /** Mapped, because files and the actuator have preconditions, too. */
    @Bean
    static MappedInterceptor readablePreconditions() {
        return new MappedInterceptor(new String[] {"/**"}, new ReadablePreconditions());
    }

    @Bean
    static TrafficFilter traffic() {
        return new TrafficFilter();
    }

    @Bean
    static FilterRegistrationBean<TrafficFilter> trafficFilter(TrafficFilter traffic) {
        var registration = new FilterRegistrationBean<>(traffic);
        registration.setOrder(FilterOrder.TRAFFIC);
        return registration;
    }

    @Bean
    static WebMvcConfigurer pageRequests() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PageRequestResolver());
                resolvers.add(new RecordResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new QueryParameters());
            }
        };
    }
}
