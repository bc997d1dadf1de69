package dev.polyglotdb.engines;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The relays between an application whose engines may be broken on purpose and these engines. Each costs a few threads
 * for each connection, and a copy of each byte.
 */
public final class DevelopmentRelays implements AutoCloseable {

    /** The profile of a run whose engines may be broken on purpose. Only runs from test sources have it. */
    public static final String PROFILE = "break-it";

    private final boolean wanted;
    private final boolean spoken;
    private @Nullable MongoRelay mongo;
    private final Map<Engine, Relay> made = new EnumMap<>(Engine.class);

    /** @param wanted whether there are relays at all; without them the application reaches its engines directly */
    public DevelopmentRelays(boolean wanted) {
        this(wanted, false);
    }

    /** @param spoken whether what MongoDB says can be replaced */
    DevelopmentRelays(boolean wanted, boolean spoken) {
        this.wanted = wanted;
        this.spoken = spoken;
    }

    /** Returns the port at which the application finds the engine that listens at this port. */
    synchronized int port(Engine engine, int port) {
        if (spoken && engine == Engine.MONGODB) {
            var relay = mongo == null ? new MongoRelay(LocalEngine.HOST, port) : mongo;
            mongo = relay;
            return relay.port();
        }
        return wanted
                ? made.computeIfAbsent(engine, each -> new Relay(LocalEngine.HOST, port))
                        .port()
                : port;
    }

    /** Returns the relay to an engine; empty if the application reaches it without one. */
    public synchronized Optional<Relay> to(Engine engine) {
        return Optional.ofNullable(made.get(engine));
    }

    /** Returns the relay that can answer in place of MongoDB; empty where there is none. */
    public synchronized Optional<MongoRelay> toMongo() {
        return Optional.ofNullable(mongo);
    }

    @Override
    public synchronized void close() {
        toMongo().ifPresent(MongoRelay::close);
        made.values().forEach(Relay::close);
    }
}
