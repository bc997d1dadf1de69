package dev.polyglotdb.engines;

/**
 * The credentials of the application, the same as in docker-compose.yml. They are safe only on a machine's own loopback
 * interface.
 */
final class Credentials {

    static final String DATABASE = "polyglot";
    static final String USER = "polyglot";
    static final String PASSWORD = "polyglot";
    static final String NEO4J_USER = "neo4j";
    static final String NEO4J_PASSWORD = "polyglot-neo4j";
    static final String CASSANDRA_DATACENTER = "datacenter1";

    private Credentials() {}
}
