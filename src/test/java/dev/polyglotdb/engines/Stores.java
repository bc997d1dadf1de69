package dev.polyglotdb.engines;

/** Five engines that are starting or running. */
interface Stores extends StoreControl, AutoCloseable {

    /**
     * Waits until the engine answers queries, and no longer.
     *
     * @return its port on this machine
     * @throws StoresException if it could not be started
     */
    int port(Engine engine);

    /** Stops all engines, side by side. Never throws, and does nothing the second time. */
    @Override
    void close();
}
