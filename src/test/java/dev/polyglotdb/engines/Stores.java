package dev.polyglotdb.engines;

/** The five engines, starting or running. */
interface Stores extends StoreControl, AutoCloseable {

    /**
     * Waits until the engine answers queries.
     *
     * @return its port on this machine
     * @throws StoresException if it could not be started
     */
    int port(Engine engine);

    /**
     * Returns the port at which the application will find the engine. Waits for the engine if the application can't
     * start without it.
     *
     * @throws StoresException if it could not be started
     */
    default int applicationPort(Engine engine) {
        return port(engine);
    }

    /**
     * Waits until all engines answer queries.
     *
     * @throws StoresException if one could not be started
     */
    void awaitAll();

    /** How the process of an engine is. */
    enum Condition {
        RUNNING,
        FROZEN,
        ENDED
    }

    /** Tells whether a test has taken the engine away. Waits until it has started. */
    Condition condition(Engine engine);

    /** Returns what a URL of the engine must say after the name of the database; mostly nothing. */
    default String options(Engine engine) {
        return "";
    }

    /** Stops all engines in parallel. Never throws, and does nothing if called again. */
    @Override
    void close();
}
