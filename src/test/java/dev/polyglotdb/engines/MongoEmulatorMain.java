package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStore;

/** Runs the emulator of MongoDB in the JVM that is its own. Arguments: address, port, file for the data. */
final class MongoEmulatorMain {

    private static final int MEGABYTE = 1024 * 1024;

    /** Of the heap half, as a document takes four times the room that it has in a page. What doesn't fit is decoded for each query. */
    private static final int HEAP_TO_CACHE = 8;

    private MongoEmulatorMain() {}

    public static void main(String[] args) {
        ParentWatch.start();
        long cache = Runtime.getRuntime().maxMemory() / HEAP_TO_CACHE / MEGABYTE;
        MVStore store =
                new MVStore.Builder().fileName(args[2]).cacheSize((int) cache).open();
        MongoServer server = new MongoServer(new MongoEmulator(store));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        server.bind(args[0], Integer.parseInt(args[1]));
    }
}
