package dev.polyglotdb.engines;

/** The main class of Cassandra's own JVM. */
final class CassandraMain {

    private CassandraMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ParentWatch.start();
        Class.forName("org.apache.cassandra.service.CassandraDaemon")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}
