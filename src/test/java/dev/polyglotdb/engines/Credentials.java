package dev.polyglotdb.engines;

/** What the application logs in with: the same as in docker-compose.yml. Good for a machine's own loopback only. */
final class Credentials {

    static final String DATABASE = "polyglot";
    static final String USER = "polyglot";
    static final String PASSWORD = "polyglot";
    static final String NEO4J_USER = "neo4j";
    static final String NEO4J_PASSWORD = "polyglot-neo4j";
    static final String CASSANDRA_DATACENTER = "datacenter1";

    private Credentials() {}
}
