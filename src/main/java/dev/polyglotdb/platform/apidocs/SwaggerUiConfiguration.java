package dev.polyglotdb.platform.apidocs;

import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class SwaggerUiConfiguration {

    /** The files that the page loads. The other files of the webjar are not served. */
    private static final String FILES = "/swagger-ui/{file:swagger-ui\\.css|swagger-ui-bundle\\.js|initializer\\.js}";

    @Bean
    static WebMvcConfigurer swaggerUiFiles() throws IOException {
        var webjar = "classpath:/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(FILES)
                        .addResourceLocations("classpath:/swagger-ui/", webjar)
                        .setCacheControl(CacheControl.noCache());
            }
        };
    }

    private static String webjarVersion() throws IOException {
        var pom = new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties");
        return PropertiesLoaderUtils.loadProperties(pom).getProperty("version");
    }
}
