package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends an engine's JVM in an orderly way when its launcher asks for it or is gone, whatever became of it: either way
 * standard input ends. Runs inside the engine's JVM, where no other class of the application is.
 */
final class ParentWatch {

    private static final long ORDERLY_END_MILLIS = 8_000;

    private ParentWatch() {}

    static void start() {
        ignoreInterrupt();
        Thread thread = new Thread(ParentWatch::awaitEndOfInput, "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe means the same as its end
        }
        Thread exit = new Thread(() -> System.exit(0), "exit");
        exit.start();
        try {
            exit.join(ORDERLY_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /**
     * Ctrl-C in a terminal reaches every process of the group, but the engine is to outlive the application. By
     * reflection, since the compiler warns of this class in a way that can't be turned off.
     */
    private static void ignoreInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Then the engine ends together with the application
        }
    }
}
