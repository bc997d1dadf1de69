package dev.polyglotdb.engines;

import java.util.Locale;

/** The five stores that the application works with. */
public enum Engine {
    POSTGRES("PostgreSQL", 5432),
    MONGODB("MongoDB", 27017),
    REDIS("Redis", 6379),
    CASSANDRA("Cassandra", 9042),
    NEO4J("Neo4j", 7687);

    private final String title;
    private final int defaultPort;

    Engine(String title, int defaultPort) {
        this.title = title;
        this.defaultPort = defaultPort;
    }

    /** The name to show to people. */
    public String title() {
        return title;
    }

    /** The port that docker-compose publishes, which is the engine's own default too. */
    int defaultPort() {
        return defaultPort;
    }

    /** The image that docker-compose.yml names for the service of this engine. */
    String image() {
        return ComposeFile.image(id());
    }

    /** The name of the engine's folder, of its service in docker-compose.yml, and its prefix in progress lines. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
