package dev.polyglotdb.engines;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The relays between an application whose engines may be broken on purpose and these engines. Each costs a few threads
 * for each connection, and a copy of each byte.
 */
public final class DevelopmentRelays implements AutoCloseable {

    /** The profile of a run whose engines may be broken on purpose. Only runs from test sources have it. */
    public static final String PROFILE = "break-it";

    private final boolean wanted;
    private final Map<Engine, Relay> made = new EnumMap<>(Engine.class);

    /** @param wanted whether there are relays at all; without them the application reaches its engines directly */
    public DevelopmentRelays(boolean wanted) {
        this.wanted = wanted;
    }

    /** Returns the port at which the application finds the engine that listens at this port. */
    synchronized int port(Engine engine, int port) {
        return wanted
                ? made.computeIfAbsent(engine, each -> new Relay(LocalEngine.HOST, port))
                        .port()
                : port;
    }

    /** Returns the relay to an engine; empty if the application reaches it without one. */
    public synchronized Optional<Relay> to(Engine engine) {
        return Optional.ofNullable(made.get(engine));
    }

    @Override
    public synchronized void close() {
        made.values().forEach(Relay::close);
    }
}
