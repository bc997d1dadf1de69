package dev.polyglotdb.engines;

/**
 * Takes stores away and brings them back, so that tests can see how the application fails and heals. An engine that is
 * started again has its port and its data as before. Every method returns when its effect is there.
 */
public interface StoreControl {

    /** Shuts the engine down in its orderly way. */
    void stop(Engine engine);

    /** Starts an engine that was stopped or killed, and returns when it answers queries again. */
    void start(Engine engine);

    /** Ends the engine as a power cut would, without a chance to tidy up. */
    void kill(Engine engine);

    /** Freezes the engine: its connections stay open, and nothing answers on them. */
    void pause(Engine engine);

    /** Lets a paused engine go on. */
    void resume(Engine engine);

    /**
     * Whether a stand-in answers in the engine's place, which can do less. Only MongoDB has one, for machines without
     * Docker that couldn't get hold of a {@code mongod}. Waits until the engine has started.
     */
    boolean isEmulated(Engine engine);
}
