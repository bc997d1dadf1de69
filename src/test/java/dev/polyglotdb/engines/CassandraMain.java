package dev.polyglotdb.engines;

/** Runs Cassandra in the JVM that is its own. */
final class CassandraMain {

    private CassandraMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ParentWatch.start();
        Class.forName("org.apache.cassandra.service.CassandraDaemon")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}
