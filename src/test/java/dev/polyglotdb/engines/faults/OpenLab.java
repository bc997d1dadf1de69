package dev.polyglotdb.engines.faults;

import dev.polyglotdb.engines.DevelopmentRelays;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells the console that stores can be broken here. Otherwise its own file of this name says that they can't. */
@Configuration(proxyBeanMethods = false)
@Profile(DevelopmentRelays.PROFILE)
class OpenLab implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/console/{file:lab\\.json}")
                .addResourceLocations("classpath:/engines/console/")
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false);
    }
}
