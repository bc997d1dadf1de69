package dev.polyglotdb.engines;

import java.util.Optional;

/**
 * Stops and starts stores, so that tests can check how the application fails and recovers. A restarted engine has the
 * same port and data as before. Every method returns when its effect is complete.
 */
public interface StoreControl {

    /** Shuts the engine down in an orderly way. */
    void stop(Engine engine);

    /** Starts an engine that was stopped or killed, and returns when it answers queries. */
    void start(Engine engine);

    /** Shuts the engine down in an orderly way and starts it again. */
    default void restart(Engine engine) {
        stop(engine);
        start(engine);
    }

    /** Kills the engine without any chance to clean up, as a power failure would. */
    void kill(Engine engine);

    /** Freezes the engine: its connections stay open, but nothing responds. */
    void pause(Engine engine);

    /** Lets a frozen engine continue. */
    void resume(Engine engine);

    /**
     * Returns whether an emulator with fewer features replaces the engine. Only MongoDB has one, for machines without
     * Docker on which no {@code mongod} could be found. Waits until the engine has started.
     */
    boolean isEmulated(Engine engine);

    /** Returns what the engine has used so far; empty if that cannot be told here, as of a container. */
    default Optional<EngineUse> use(Engine engine) {
        return Optional.empty();
    }
}
