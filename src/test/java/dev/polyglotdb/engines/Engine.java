package dev.polyglotdb.engines;

import java.util.Locale;

/** The five stores of the application. */
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

    /** Returns the name for messages to users. */
    public String title() {
        return title;
    }

    /** Returns the port that docker-compose publishes, which is also the engine's default port. */
    int defaultPort() {
        return defaultPort;
    }

    /**
     * Returns the name of the engine's folder, of its service in docker-compose.yml, and its prefix in progress lines.
     */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
