package dev.polyglotdb.testing;

import org.junit.jupiter.api.extension.Extension;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/**
 * Sets up the {@link LastingLog} of this JVM before the first test, so that no application does while tests capture
 * lines. JUnit makes one by its service file. Applications in JVMs of their own have the log that they always have.
 */
public final class LogOfTheTests implements Extension {

    public LogOfTheTests() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LastingLog.class.getName());
        var system = LoggingSystem.get(LastingLog.class.getClassLoader());
        system.beforeInitialize();
        system.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
    }
}
