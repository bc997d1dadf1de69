package dev.polyglotdb.engines;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The relays between the application that {@code spring-boot:test-run} starts and its engines. Each costs a few threads
 * for each connection, and a copy of each byte.
 */
public final class DevelopmentRelays {

    /** The profile of a run whose engines may be broken on purpose. Only the run from test sources has it. */
    public static final String PROFILE = "break-it";

    private static final Map<Engine, Relay> RELAYS = new EnumMap<>(Engine.class);

    private DevelopmentRelays() {}

    /** Returns the port of the relay to an engine, and makes it if there is none yet. */
    static synchronized int port(Engine engine, int port) {
        return RELAYS.computeIfAbsent(engine, each -> new Relay(LocalEngine.HOST, port))
                .port();
    }

    /** Returns the relay to an engine; empty if the application reaches it without one, as in containers. */
    public static synchronized Optional<Relay> to(Engine engine) {
        return Optional.ofNullable(RELAYS.get(engine));
    }
}
