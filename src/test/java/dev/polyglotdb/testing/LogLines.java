package dev.polyglotdb.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Captures log lines until it is closed, which restores the previous configuration. */
public final class LogLines implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Predicate<String> threads;
    private final Logger logger;
    private final Level level;
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final Appender<ILoggingEvent> collector = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (threads.test(event.getThreadName())) {
                lines.add(line(event));
            }
        }
    };

    private LogLines(Logger logger, Predicate<String> threads) {
        this.threads = threads;
        this.logger = logger;
        this.level = logger.getLevel();
        logger.iteratorForAppenders().forEachRemaining(appenders::add);
        collector.setContext(logger.getLoggerContext());
        collector.start();
        logger.addAppender(collector);
    }

    /** Captures the lines of one logger. */
    public static LogLines of(String logger) {
        return of(logger, thread -> true);
    }

    /** Captures what this thread says by one logger, whatever other tests say by it at the same time. */
    public static LogLines ofThisThread(Class<?> logger) {
        return of(logger.getName(), Thread.currentThread().getName()::equals);
    }

    /** Captures what the threads whose names begin so say by one logger. */
    public static LogLines ofThreads(String prefix, Class<?> logger) {
        return of(logger.getName(), thread -> thread.startsWith(prefix));
    }

    private static LogLines of(String logger, Predicate<String> threads) {
        return new LogLines((Logger) LoggerFactory.getLogger(logger), threads);
    }

    /**
     * Captures the lines of all loggers at the lowest level, except loggers with a level of their own. The lines are
     * not printed.
     */
    public static LogLines ofEverything() {
        var all = of(Logger.ROOT_LOGGER_NAME);
        all.appenders.forEach(all.logger::detachAppender);
        all.logger.setLevel(Level.TRACE);
        return all;
    }

    private static String line(ILoggingEvent event) {
        var failure = event.getThrowableProxy();
        return "%s %s %s %s"
                .formatted(
                        event.getLoggerName(),
                        event.getFormattedMessage(),
                        event.getKeyValuePairs(),
                        failure == null ? "" : ThrowableProxyUtil.asString(failure));
    }

    public List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.setLevel(level);
        logger.detachAppender(collector);
        appenders.forEach(logger::addAppender);
    }
}
