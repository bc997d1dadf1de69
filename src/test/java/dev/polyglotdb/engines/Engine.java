package dev.polyglotdb.engines;

import java.util.Locale;

/** The five stores that the application works with. */
public enum Engine {
    POSTGRES("PostgreSQL", 5432, "postgres:18.1"),
    MONGODB("MongoDB", 27017, "mongo:8.0.16"),
    REDIS("Redis", 6379, "redis:8.4.0"),
    CASSANDRA("Cassandra", 9042, "cassandra:5.0.6"),
    NEO4J("Neo4j", 7687, "neo4j:5.26.18-community");

    private final String title;
    private final int defaultPort;
    private final String image;

    Engine(String title, int defaultPort, String image) {
        this.title = title;
        this.defaultPort = defaultPort;
        this.image = image;
    }

    /** The name to show to people. */
    public String title() {
        return title;
    }

    /** The port that docker-compose publishes, which is the engine's own default too. */
    int defaultPort() {
        return defaultPort;
    }

    /** The image, the same as in docker-compose.yml. */
    String image() {
        return image;
    }

    /** The name of the engine's folder and its prefix in progress lines. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
