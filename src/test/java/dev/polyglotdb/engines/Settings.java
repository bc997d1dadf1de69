package dev.polyglotdb.engines;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person may choose, as a system property or as an environment variable ({@code POLYGLOT_STORES_DIR}). */
final class Settings {

    enum Mode {
        AUTO,
        DOCKER,
        LOCAL
    }

    private Settings() {}

    static Mode mode() {
        String mode = read("polyglot.stores");
        if (mode == null) {
            return Mode.AUTO;
        }
        try {
            return Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new StoresException("polyglot.stores is docker, local or auto, and not \"%s\".".formatted(mode), e);
        }
    }

    /** Where stores that last keep their data. */
    static Path folder() {
        String folder = read("polyglot.stores.dir");
        return Path.of(folder == null ? ".stores" : folder).toAbsolutePath().normalize();
    }

    /** Whether stores that last begin anew. */
    static boolean reset() {
        return Boolean.parseBoolean(read("polyglot.stores.reset"));
    }

    /** Whether stores that don't last begin soon and run slowly, as tests want it; false for a measurement. */
    static boolean quickStart() {
        return !"false".equals(read("polyglot.stores.quickstart"));
    }

    /** The heap of a local Neo4j, and again as much for its page cache; null for what is enough for tests. */
    static @Nullable String neo4jMemory() {
        return read("polyglot.stores.neo4j.memory");
    }

    private static @Nullable String read(String name) {
        String value = System.getProperty(name);
        if (value == null || value.isBlank()) {
            value = System.getenv(name.replace('.', '_').toUpperCase(Locale.ROOT));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }
}
