package dev.polyglotdb.demo;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells the console whom it may offer to sign in as with one click. Without this profile the console's own file of this
 * name is served, in which there is nobody.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoPeople implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/console/{file:demo\\.json}")
                .addResourceLocations("classpath:/demo/console/")
                .setCacheControl(CacheControl.noCache())
                // In an image all files have the same time, whatever the release.
                .setUseLastModified(false);
    }
}
