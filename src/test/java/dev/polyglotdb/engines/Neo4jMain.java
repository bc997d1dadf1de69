package dev.polyglotdb.engines;

import java.nio.file.Path;
import java.util.Map;

/**
 * The main class of Neo4j's own JVM. Arguments: home folder, configuration file, and the password if it has not been
 * set yet.
 */
final class Neo4jMain {

    private Neo4jMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ParentWatch.start();
        Class<?> builderType = Class.forName("org.neo4j.dbms.api.DatabaseManagementServiceBuilder");
        Object builder = builderType.getConstructor(Path.class).newInstance(Path.of(args[0]));
        builderType.getMethod("loadPropertiesFromFile", Path.class).invoke(builder, Path.of(args[1]));
        Object service = builderType.getMethod("build").invoke(builder);

        Class<?> serviceType = Class.forName("org.neo4j.dbms.api.DatabaseManagementService");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> call(serviceType, "shutdown", service)));
        if (args.length > 2) {
            setPassword(serviceType.getMethod("database", String.class).invoke(service, "system"), args[2]);
        }
    }

    private static void setPassword(Object system, String password) throws ReflectiveOperationException {
        Class.forName("org.neo4j.graphdb.GraphDatabaseService")
                .getMethod("executeTransactionally", String.class, Map.class)
                .invoke(
                        system,
                        "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
                        Map.of("password", password));
    }

    private static void call(Class<?> type, String method, Object target) {
        try {
            type.getMethod(method).invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
