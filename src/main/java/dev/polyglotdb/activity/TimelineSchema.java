package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.platform.lease.Leases;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Creates the keyspace and the tables of the timelines, those that are missing. What exists is not touched, so a role
 * that may not create anything can use it. Only one instance creates at a time, because two that create the same table
 * through different nodes may give it two ids.
 */
@Component
class TimelineSchema {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int WINDOWS = 30;
    private static final Pattern CREATED =
            Pattern.compile("CREATE (?:KEYSPACE|TABLE) IF NOT EXISTS (?<keyspace>\\w+)(?:\\.(?<table>\\w+))?");

    private final ActivityProperties activityProperties;
    private final Leases leases;

    TimelineSchema(ActivityProperties activityProperties, Leases leases) {
        this.activityProperties = activityProperties;
        this.leases = leases;
    }

    /**
     * Returns when all tables exist and all nodes that answer know them.
     *
     * @throws StoreUnavailableException if that is not so in time; it may be later
     */
    void complete(CqlSession session) {
        var missing = missing(session);
        if (!missing.isEmpty()) {
            createInTurn(session, STATEMENT_TIMEOUT.multipliedBy(2L * missing.size() + 1));
        }
        // If all were there, nodes that disagree for long are of two versions, and know the tables nevertheless.
        if (!session.checkSchemaAgreement() && !missing.isEmpty()) {
            throw unavailable("its nodes do not agree on the tables yet");
        }
    }

    private void createInTurn(CqlSession session, Duration longest) {
        for (var left = longest; !left.isNegative(); left = left.minus(PAUSE)) {
            if (leases.tryRun("cassandra-tables", longest, () -> create(session))) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            refresh(session);
            if (missing(session).isEmpty()) {
                return;
            }
        }
        throw unavailable("another instance is still creating its tables");
    }

    private static StoreUnavailableException unavailable(String reason) {
        return new StoreUnavailableException(Store.CASSANDRA, new IllegalStateException(reason));
    }

    /** Others may have created some of them before this instance held the lease. */
    private void create(CqlSession session) {
        refresh(session);
        missing(session).forEach(statement -> create(session, statement));
    }

    private static void create(CqlSession session, String statement) {
        try {
            session.execute(SimpleStatement.newInstance(statement).setTimeout(STATEMENT_TIMEOUT));
        } catch (DriverTimeoutException unknown) {
            // It may still be created. Whoever had the lease too early would create it a second time.
            awaitCreated(session, statement);
        }
    }

    private static void awaitCreated(CqlSession session, String statement) {
        for (var left = STATEMENT_TIMEOUT; !exists(session, statement); left = left.minus(PAUSE)) {
            if (left.isNegative()) {
                throw unavailable("it has not created its tables in time");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            refresh(session);
        }
    }

    /** With a limit: after a refresh that an outage broke off, the driver may never end the next one. */
    private static void refresh(CqlSession session) {
        try {
            session.refreshSchemaAsync()
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(STATEMENT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException failed) {
            throw new StoreUnavailableException(Store.CASSANDRA, failed);
        }
    }

    /**
     * Returns the ids of the keyspace's tables, as far as the driver knows them: none if its metadata is turned off.
     * A table that is created again has another id.
     */
    Set<UUID> tableIds(CqlSession session) {
        return session.getMetadata().getKeyspace(CqlIdentifier.fromInternal(activityProperties.keyspace())).stream()
                .flatMap(keyspace -> keyspace.getTables().values().stream())
                .flatMap(table -> table.getId().stream())
                .collect(Collectors.toSet());
    }

    private List<String> missing(CqlSession session) {
        return statements(session)
                .filter(statement -> !exists(session, statement))
                .toList();
    }

    private static boolean exists(CqlSession session, String statement) {
        var created = CREATED.matcher(statement);
        if (!created.find()) {
            throw new IllegalStateException("does not create anything: " + statement);
        }
        var keyspace = session.getMetadata().getKeyspace(CqlIdentifier.fromInternal(created.group("keyspace")));
        var table = created.group("table");
        return table == null
                ? keyspace.isPresent()
                : keyspace.flatMap(known -> known.getTable(CqlIdentifier.fromInternal(table)))
                        .isPresent();
    }

    private Stream<String> statements(CqlSession session) {
        var replication = activityProperties.replication();
        return Arrays.stream(ClassPathText.read("cassandra/activity.cql")
                        .replaceAll("(?m)^--.*$", "")
                        .replace("${keyspace}", activityProperties.keyspace())
                        .replace(
                                "${replication}",
                                replication == null ? Replication.of(session.getMetadata()) : replication)
                        .replace("${window}", window())
                        .split(";"))
                .filter(statement -> !statement.isBlank());
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
                'compaction_window_size': %s}""".formatted(days > 0 ? "DAYS" : "HOURS", days > 0 ? days : hours);
    }
}
