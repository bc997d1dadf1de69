package dev.polyglotdb.platform.stores;

/** The databases of the system, with the names that {@code Server-Timing} and problem details use. */
public enum Store implements NamedStore {
    POSTGRES("postgres", "PostgreSQL"),
    MONGODB("mongodb", "MongoDB"),
    REDIS("redis", "Redis"),
    CASSANDRA("cassandra", "Cassandra"),
    NEO4J("neo4j", "Neo4j");

    private final String id;
    private final String displayName;

    Store(String id, String displayName) {
        this.id = id;
        this.displayName = displayName;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public String toString() {
        return displayName;
    }
}
