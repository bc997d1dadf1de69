package dev.polyglotdb.platform.apidocs;

import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.platform.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class SwaggerUiConfiguration {

    /** The files that the page loads. The other files of the webjar are not served. */
    private static final String FILES = "/swagger-ui/{file:swagger-ui\\.css|swagger-ui-bundle\\.js|initializer\\.js}";

    @Bean
    static WebMvcConfigurer swaggerUiFiles() throws IOException {
        var version = webjarVersion();
        var webjar = "classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/";
        var tag = tag(version);
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler(FILES)
                        .addResourceLocations("classpath:/swagger-ui/", webjar)
                        .setCacheControl(CacheControl.noCache())
                        // In an image all files have the same time, whatever the release.
                        .setUseLastModified(false)
                        .setEtagGenerator(file -> tag);
            }
        };
    }

    /** Files of the webjar change with its version only. So one tag does for all, and no large file is hashed. */
    private static String tag(String webjarVersion) {
        return "\"" + Sha256.hex(webjarVersion + ClassPathText.read("swagger-ui/initializer.js")) + "\"";
    }

    private static String webjarVersion() throws IOException {
        var pom = new Properties();
        pom.load(new StringReader(ClassPathText.read("META-INF/maven/org.webjars/swagger-ui/pom.properties")));
        return pom.getProperty("version");
    }
}
