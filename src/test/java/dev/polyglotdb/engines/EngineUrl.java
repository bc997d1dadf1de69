package dev.polyglotdb.engines;

/** Connection URLs of the engines. */
final class EngineUrl {

    private EngineUrl() {}

    static String of(Engine engine, String host, int port) {
        return switch (engine) {
            case POSTGRES -> "jdbc:postgresql://%s:%d/%s".formatted(host, port, Credentials.DATABASE);
            case MONGODB -> "mongodb://%s:%d/%s".formatted(host, port, Credentials.DATABASE);
            case REDIS -> "redis://%s:%d".formatted(host, port);
            case CASSANDRA -> "%s:%d (datacenter %s)".formatted(host, port, Credentials.CASSANDRA_DATACENTER);
            case NEO4J -> "bolt://%s:%d".formatted(host, port);
        };
    }
}
