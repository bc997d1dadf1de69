package dev.polyglotdb.testing;

import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/**
 * Spring Boot's log, which outlasts the applications. Otherwise the first to start after one has ended sets the log up
 * anew, and what tests in other threads capture it with hears nothing more. Levels are still set by each start.
 */
final class LastingLog extends LogbackLoggingSystem {

    LastingLog(ClassLoader classLoader) {
        super(classLoader);
    }

    @Override
    public void cleanUp() {}
}
