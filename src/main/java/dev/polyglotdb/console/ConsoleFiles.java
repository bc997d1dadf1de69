package dev.polyglotdb.console;

import dev.polyglotdb.platform.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the files that the page of the console loads: its own, and the libraries that are named here. */
@Component
class ConsoleFiles implements WebMvcConfigurer {

    static final String PAGE = "index.html";

    private static final Set<String> TYPES =
            Set.of("css", "html", "ico", "js", "json", "mjs", "png", "svg", "webp", "woff2");

    /**
     * A library from a webjar. Its address has the version in it, so browsers may keep it for good.
     *
     * @param served those that are served, by their paths in the webjar
     */
    private record Library(String name, String version, Set<String> served) {}

    private static final List<Library> LIBRARIES = List.of();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (var library : LIBRARIES) {
            var path = library.name() + "/" + library.version() + "/";
            registry.addResourceHandler("/console/lib/" + path + "**")
                    .addResourceLocations("classpath:/META-INF/resources/webjars/" + path)
                    .setCacheControl(CacheControl.maxAge(Duration.ofDays(365))
                            .cachePublic()
                            .immutable())
                    .resourceChain(true)
                    .addResolver(new Served(library.served()));
        }
        registry.addResourceHandler("/console/**")
                .addResourceLocations("classpath:/console/")
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(ConsoleFiles::tag)
                .resourceChain(false)
                .addResolver(new Served(null));
    }

    private static String tag(Resource file) {
        try {
            return tag(Sha256.hex(file.getContentAsString(StandardCharsets.ISO_8859_1)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A weak tag, because the server packs what has no strong one. */
    static String tag(String version) {
        return "W/\"" + version + "\"";
    }

    /** Serves some files only. */
    private static final class Served extends PathResourceResolver {

        private final @Nullable Set<String> served;

        /** @param served null for all files of a known type but the page, which has an address of its own */
        Served(@Nullable Set<String> served) {
            this.served = served;
        }

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            var isServed = served == null
                    ? !path.equals(PAGE) && TYPES.contains(StringUtils.getFilenameExtension(path))
                    : served.contains(path);
            return isServed ? super.getResource(path, location) : null;
        }
    }
}
