package dev.polyglotdb.engines;

import java.util.Locale;

/** The five stores of the application. */
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

    /** Returns the name for messages to users. */
    public String title() {
        return title;
    }

    /** Returns the port that docker-compose publishes, which is also the engine's default port. */
    int defaultPort() {
        return defaultPort;
    }

    /** Returns the image, the same as in docker-compose.yml. */
    String image() {
        return image;
    }

    /** Returns the name of the engine's folder, which is also its prefix in progress lines. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
