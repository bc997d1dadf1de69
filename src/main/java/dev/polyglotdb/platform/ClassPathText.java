package dev.polyglotdb.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** Reads text resources that are packaged with the application, such as statements, schemas and documents. */
public final class ClassPathText {

    private ClassPathText() {}

    /**
     * Reads a resource as UTF-8.
     *
     * @param path the path below the root of the class path, such as {@code neo4j/apply.cypher}
     * @throws UncheckedIOException if the resource does not exist
     */
    public static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
