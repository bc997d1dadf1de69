package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Opens the tables of the timelines and prepares their statements. This happens at startup, or, if Cassandra is
 * unavailable then, on the first request after it has returned. Only this class obtains the session.
 */
@Component
class TimelineTables implements SmartInitializingSingleton {

    /**
     * The session and the prepared statements, available once the tables exist.
     *
     * @param tableIds the tables that the driver knew then; none if its metadata is turned off
     */
    record Open(
            CqlSession session,
            Set<UUID> tableIds,
            TimelineStatements<Long> ofUsers,
            TimelineStatements<String> ofProducts,
            EventClaimStatements ofClaims) {}

    private static final Logger log = LoggerFactory.getLogger(TimelineTables.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectProvider<CqlSession> cqlSessions;
    private final ActivityProperties activityProperties;
    private final TimelineSchema timelineSchema;
    private final MarkedPartitions markedPartitions;
    private @Nullable CompletableFuture<Open> attempt;

    TimelineTables(
            ObjectProvider<CqlSession> cqlSessions,
            ActivityProperties activityProperties,
            TimelineSchema timelineSchema,
            MarkedPartitions markedPartitions) {
        this.cqlSessions = cqlSessions;
        this.activityProperties = activityProperties;
        this.timelineSchema = timelineSchema;
        this.markedPartitions = markedPartitions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            open(Deadline.in(START_TIMEOUT));
        } catch (CompletionException failure) {
            if (!isOutage(failure)) {
                throw failure;
            }
            log.warn("Cassandra or its tables are not available yet; they will be opened when they are");
        }
    }

    private static boolean isOutage(Throwable failure) {
        return isBecauseOf(
                failure,
                Set.of(
                        AllNodesFailedException.class,
                        DriverTimeoutException.class,
                        StoreException.class,
                        TimeoutException.class));
    }

    private static boolean isBecauseOf(Throwable failure, Set<Class<? extends Exception>> types) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> types.stream().anyMatch(type -> type.isInstance(cause)));
    }

    /**
     * Waits until the tables are open, but not beyond the deadline. An attempt that takes longer continues and serves
     * later callers.
     */
    Open open(Deadline deadline) {
        return deadline.await(attempt());
    }

    /**
     * Opens the tables anew for later callers if this failure means that one is missing: Cassandra has lost its data,
     * or somebody has dropped them.
     */
    synchronized void reopenIfMissing(Throwable failure) {
        if (isBecauseOf(failure, Set.of(InvalidQueryException.class)) && attempt != null && attempt.isDone()) {
            reopen(failure.toString());
        }
    }

    /**
     * Opens the tables anew for later callers if one was dropped, whether or not it was created again. This costs no
     * round trip, and is as current as what the driver has heard.
     */
    synchronized void reopenIfDropped() {
        if (attempt != null && attempt.isDone() && !attempt.isCompletedExceptionally()) {
            var open = attempt.join();
            if (!timelineSchema.tableIds(open.session()).containsAll(open.tableIds())) {
                reopen("one was dropped");
            }
        }
    }

    private void reopen(String reason) {
        log.warn("Tables in Cassandra are missing and will be created again: {}", reason);
        attempt = null;
        markedPartitions.forget();
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
        DataCenters.requireLocal(session);
        timelineSchema.complete(session);
        // Before the statements are prepared, which fails if a table is dropped in between.
        var tableIds = timelineSchema.tableIds(session);
        Replication.warnIfSingle(session.getMetadata(), activityProperties.keyspace());
        var keyspace = activityProperties.keyspace();
        return new Open(
                session,
                tableIds,
                TimelineStatements.ofUsers(session, keyspace),
                TimelineStatements.ofProducts(session, keyspace),
                new EventClaimStatements(session, keyspace));
    }
}
