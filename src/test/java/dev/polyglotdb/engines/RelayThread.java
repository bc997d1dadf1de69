package dev.polyglotdb.engines;

import java.io.IOException;

/** Runs the blocking work of a relay in threads. */
final class RelayThread {

    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private RelayThread() {}

    static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException closed) {
                        // One end is closed, so the other one gets closed too. Nothing else remains to be done.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
