package dev.polyglotdb.stores;

/** Runs the emulator of MongoDB in the JVM that is its own. Arguments: address, port, file for the data. */
final class MongoEmulatorMain {

    private MongoEmulatorMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ParentWatch.start();
        Object backend = Class.forName("de.bwaldvogel.mongo.backend.h2.H2Backend")
                .getConstructor(String.class)
                .newInstance(args[2]);
        Class<?> serverType = Class.forName("de.bwaldvogel.mongo.MongoServer");
        Object server = serverType
                .getConstructor(Class.forName("de.bwaldvogel.mongo.MongoBackend"))
                .newInstance(backend);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(serverType, server)));
        serverType.getMethod("bind", String.class, int.class).invoke(server, args[0], Integer.valueOf(args[1]));
    }

    private static void shutDown(Class<?> serverType, Object server) {
        try {
            serverType.getMethod("shutdownNow").invoke(server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
