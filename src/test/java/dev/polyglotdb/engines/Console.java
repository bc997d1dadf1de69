package dev.polyglotdb.engines;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Progress lines for the user at the terminal. */
final class Console {

    private static final LoggingSystem LOGGING = LoggingSystem.get(Console.class.getClassLoader());

    private Console() {}

    static void say(String line) {
        System.out.println("stores: " + line);
    }

    static void say(Engine engine, String line) {
        say(engine.id() + " " + line);
    }

    /** Formats the seconds since a value of {@link System#nanoTime()}. */
    static String since(long nanoTime) {
        return "%.1f s".formatted((System.nanoTime() - nanoTime) / 1e9);
    }

    /**
     * Silences libraries until Spring Boot has configured logging. Without configuration, they would log every detail.
     */
    static void quietUntilConfigured() {
        LOGGING.beforeInitialize();
    }

    /** Silences a library during an action whose failures are expected. */
    static void mute(String logger, Runnable action) {
        LOGGING.setLogLevel(logger, LogLevel.OFF);
        try {
            action.run();
        } finally {
            LOGGING.setLogLevel(logger, null);
        }
    }
}
