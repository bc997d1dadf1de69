package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docker-compose.yml says of the stores, so that it says it for the containers of tests as well. */
final class ComposeFile {

    private static final Path FILE = Path.of("docker-compose.yml");

    private ComposeFile() {}

    /**
     * Returns a service as the file has it.
     *
     * @throws UncheckedIOException if the working directory is not the project's
     */
    static Map<String, Object> service(String name) {
        try (var text = Files.newBufferedReader(FILE)) {
            Map<String, Map<String, Map<String, Object>>> compose =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            var services = Objects.requireNonNull(compose.get("services"), "services");
            return Objects.requireNonNull(services.get(name), name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
