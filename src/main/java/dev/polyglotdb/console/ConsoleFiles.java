package dev.polyglotdb.console;

import dev.polyglotdb.platform.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the files that the page of the console loads. */
@Component
class ConsoleFiles implements WebMvcConfigurer {

    static final String PAGE = "index.html";

    private static final Set<String> TYPES =
            Set.of("css", "html", "ico", "js", "json", "mjs", "png", "svg", "webp", "woff2");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/console/**")
                .addResourceLocations("classpath:/console/")
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(ConsoleFiles::tag)
                .resourceChain(false)
                .addResolver(new Served());
    }

    /** A strong tag, with which the server packs nothing: the bytes are the same for everyone. */
    private static String tag(Resource file) {
        try {
            return "\"" + Sha256.hex(file.getContentAsString(StandardCharsets.ISO_8859_1)) + "\"";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Serves all files of a known type but the page, which has an address of its own. */
    private static final class Served extends PathResourceResolver {

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            return !path.equals(PAGE) && isOfKnownType(path) ? super.getResource(path, location) : null;
        }

        private static boolean isOfKnownType(String path) {
            var type = StringUtils.getFilenameExtension(path);
            return type != null && TYPES.contains(type);
        }
    }
}
