package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    /**
     * Turns off the JPA check for lazy loading during validation. Request bodies are not entities, and the check would
     * take most of the validation time.
     */
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

    /** Follows Spring's own settings, which would put the language of the request into effect. */
    @Bean
    static ValidationConfigurationCustomizer validationSpeaksEnglish() {
        return validation ->
                validation.messageInterpolator(new EnglishMessages(validation.getDefaultMessageInterpolator()));
    }

    /** Requests that wait for memory occupy a quarter of the threads at most, an eighth for each kind of it. */
    @Bean
    static BodyMemory bodyMemory(@Value("${server.tomcat.threads.max}") int threads, StoreTimeouts timeouts) {
        return new BodyMemory(
                StrictJsonConverter.MAX_BODY, Runtime.getRuntime().maxMemory(), threads / 8, timeouts.bodyQueue());
    }

    @Bean
    static WebMvcConfigurer strictJson(JsonMapper mapper, RequestBodyReader reader, BodyMemory bodyMemory) {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new StrictJsonConverter(mapper, reader, bodyMemory));
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new BodyInterceptor());
            }
        };
    }
}
