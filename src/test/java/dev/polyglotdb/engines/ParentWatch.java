package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends an engine's JVM in an orderly way when its launcher asks for it or has ended for any reason. In both cases,
 * standard input ends. This class runs inside the engine's JVM and must not use other classes of the application.
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
            // A broken pipe is treated like its end.
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
     * Ignores Ctrl-C. In a terminal it reaches every process of the group, but the engine must outlive the application.
     * Uses reflection because the compiler warning for this class can't be suppressed.
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
            // The engine then ends together with the application.
        }
    }
}
