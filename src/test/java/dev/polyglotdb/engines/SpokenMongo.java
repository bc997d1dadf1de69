package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStore;

/** An emulator in this JVM, empty, behind a relay. */
public final class SpokenMongo implements AutoCloseable {

    private final MVStore store = new MVStore.Builder().open();
    private final MongoServer server = new MongoServer(new MongoEmulator(store));
    private final MongoRelay relay;

    public SpokenMongo() {
        relay = new MongoRelay(LocalEngine.HOST, server.bind().getPort());
    }

    public MongoRelay relay() {
        return relay;
    }

    @Override
    public void close() {
        relay.close();
        server.shutdownNow();
    }
}
