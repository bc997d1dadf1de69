package dev.polyglotdb.engines;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settings of the user, as system properties or environment variables ({@code POLYGLOT_STORES_DIR}). */
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

    /** Returns the data folder of persistent stores. */
    static Path folder() {
        String folder = read("polyglot.stores.dir");
        return Path.of(folder == null ? ".stores" : folder).toAbsolutePath().normalize();
    }

    /** Returns whether persistent stores start with empty data. */
    static boolean reset() {
        return Boolean.parseBoolean(read("polyglot.stores.reset"));
    }

    /** Returns whether temporary stores start quickly but run slowly, as suits tests; false for measurements. */
    static boolean quickStart() {
        return !"false".equals(read("polyglot.stores.quickstart"));
    }

    /**
     * Returns the heap size of a local Neo4j, which is also the size of its page cache; null for a default that
     * suffices for tests.
     */
    static @Nullable String neo4jMemory() {
        return read("polyglot.stores.neo4j.memory");
    }

    /** Returns the image of MongoDB to use in containers; null for that of docker-compose.yml. */
    static @Nullable String mongoImage() {
        return read("polyglot.stores.mongodb.image");
    }

    /** Returns whether MongoDB in a container is a replica set of one member. */
    static boolean isReplicaSet() {
        return Boolean.parseBoolean(read("polyglot.stores.mongodb.replicaset"));
    }

    private static @Nullable String read(String name) {
        String value = System.getProperty(name);
        if (value == null || value.isBlank()) {
            value = System.getenv(name.replace('.', '_').toUpperCase(Locale.ROOT));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }
}
