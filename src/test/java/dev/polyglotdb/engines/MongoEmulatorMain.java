package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStore;

/** The main class of the emulator's own JVM. Arguments: address, port, data file. */
final class MongoEmulatorMain {

    private static final int MEGABYTE = 1024 * 1024;

    /**
     * The ratio of the heap to the cache size. A document takes four times its page size in memory, so the cache uses
     * half of the heap. Documents that do not fit are decoded for each query.
     */
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
