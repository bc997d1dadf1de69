package dev.polyglotdb.engines;

import java.io.IOException;

/** Where a relay does what waits. */
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
                        // One end is gone, so the other is closed too: that is all there is to do.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
