package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.polyglotdb.platform.ClassPathText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Creates the tables of the timelines and prepares their statements. This happens at startup, or, if Cassandra is
 * unavailable then, on the first request after it has returned. Only this class obtains the session.
 */
@Component
class TimelineTables implements SmartInitializingSingleton {

    /** The session and the prepared statements, available once the tables exist. */
    record Open(
            CqlSession session,
            TimelineStatements<Long> ofUsers,
            TimelineStatements<String> ofProducts,
            EventClaimStatements ofClaims) {}

    private static final Logger log = LoggerFactory.getLogger(TimelineTables.class);
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(10);
    private static final int WINDOWS = 30;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectProvider<CqlSession> cqlSessions;
    private final ActivityProperties activityProperties;
    private @Nullable CompletableFuture<Open> attempt;

    TimelineTables(ObjectProvider<CqlSession> cqlSessions, ActivityProperties activityProperties) {
        this.cqlSessions = cqlSessions;
        this.activityProperties = activityProperties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            open(Deadline.in(START_TIMEOUT));
        } catch (CompletionException failure) {
            if (!isOutage(failure)) {
                throw failure;
            }
            log.warn("Cassandra is unavailable; its tables will be created when it returns");
        }
    }

    private static boolean isOutage(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AllNodesFailedException || cause instanceof DriverTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until the tables are open, but not beyond the deadline. An attempt that takes longer continues and serves
     * later callers.
     */
    Open open(Deadline deadline) {
        return deadline.await(attempt());
    }

    private synchronized CompletableFuture<Open> attempt() {
        if (attempt == null || attempt.isCompletedExceptionally()) {
            attempt =
                    CompletableFuture.supplyAsync(this::prepare, task -> new Thread(task, "cassandra-tables").start());
        }
        return attempt;
    }

    private Open prepare() {
        var session = cqlSessions.getObject();
        for (var statement : schema().split(";")) {
            if (!statement.isBlank()) {
                session.execute(SimpleStatement.newInstance(statement).setTimeout(SCHEMA_TIMEOUT));
            }
        }
        var keyspace = activityProperties.keyspace();
        return new Open(
                session,
                TimelineStatements.ofUsers(session, keyspace),
                TimelineStatements.ofProducts(session, keyspace),
                new EventClaimStatements(session, keyspace));
    }

    private String schema() {
        return ClassPathText.read("cassandra/activity.cql")
                .replaceAll("(?m)^--.*$", "")
                .replace("${keyspace}", activityProperties.keyspace())
                .replace("${replication}", activityProperties.replication())
                .replace("${window}", window());
    }

    /**
     * Divides the retention into about 30 windows. Fewer windows keep expired data longer; more create
     * many small files.
     */
    private String window() {
        var days = activityProperties.retention().toDays() / WINDOWS;
        var hours = Math.max(1, activityProperties.retention().toHours() / WINDOWS);
        return """
                {'class': 'TimeWindowCompactionStrategy',
                'unchecked_tombstone_compaction': 'true', 'tombstone_threshold': '0.8',
                'compaction_window_unit': '%s',
                'compaction_window_size': %d}""".formatted(days > 0 ? "DAYS" : "HOURS", days > 0 ? days : hours);
    }
}
