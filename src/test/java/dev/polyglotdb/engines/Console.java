package dev.polyglotdb.engines;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** The lines that show a person at the terminal what is going on. */
final class Console {

    private static final LoggingSystem LOGGING = LoggingSystem.get(Console.class.getClassLoader());

    private Console() {}

    static void say(String line) {
        System.out.println("stores: " + line);
    }

    static void say(Engine engine, String line) {
        say(engine.id() + " " + line);
    }

    /** Seconds since a moment of {@link System#nanoTime()}, to be shown. */
    static String since(long nanoTime) {
        return "%.1f s".formatted((System.nanoTime() - nanoTime) / 1e9);
    }

    /** Keeps libraries silent until Spring Boot has configured logging: unconfigured, they would log every detail. */
    static void quietUntilConfigured() {
        LOGGING.beforeInitialize();
    }

    /** Keeps a library silent about failures that are expected here. */
    static void mute(String logger, Runnable action) {
        LOGGING.setLogLevel(logger, LogLevel.OFF);
        try {
            action.run();
        } finally {
            LOGGING.setLogLevel(logger, null);
        }
    }
}
