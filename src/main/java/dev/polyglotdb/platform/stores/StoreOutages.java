package dev.polyglotdb.platform.stores;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Distinguishes a store that is down from a defect of ours. A failure that is not listed here becomes a 500, so that a
 * mistake in a query never hides behind "unavailable".
 */
final class StoreOutages {

    /**
     * SQLSTATE classes: connection exception (08), insufficient resources (53), operator intervention (57), system
     * error (58).
     */
    private static final List<String> OUTAGE_SQL_STATES = List.of("08", "53", "57", "58");

    private static final List<Class<? extends Throwable>> OUTAGES = List.of(
            IOException.class,
            TimeoutException.class,
            SQLTransientException.class,
            DataAccessResourceFailureException.class,
            QueryTimeoutException.class,
            CannotCreateTransactionException.class,
            TransactionException.class,
            DriverTimeoutException.class,
            AllNodesFailedException.class,
            BootstrappingException.class,
            BusyConnectionException.class,
            ClosedConnectionException.class,
            BootstrappingException.class,
            OverloadedException.class,
            UnavailableException.class,
            QueryConsistencyException.class,
            ServiceUnavailableException.class,
            SessionExpiredException.class,
            TransientException.class);

    /** The errors of Redis while it is full, cannot write to its disk, loads its data, or is no longer the master. */
    private static final List<String> OUTAGE_REDIS_ERRORS =
            List.of("OOM ", "MISCONF ", "LOADING ", "BUSY ", "READONLY ", "MASTERDOWN ", "NOREPLICAS ", "CLUSTERDOWN ");

    private StoreOutages() {}

    static boolean isOutage(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var current = cause;
            if (OUTAGES.stream().anyMatch(type -> type.isInstance(current))
                    || hasOutageSqlState(current)
                    || isRedisOutage(current)
                    || MongoOutages.isOutage(current)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOutageSqlState(Throwable failure) {
        return failure instanceof SQLException sql
                && sql.getSQLState() != null
                && OUTAGE_SQL_STATES.stream().anyMatch(sql.getSQLState()::startsWith);
    }

    private static boolean isRedisOutage(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        return failure instanceof RedisCommandExecutionException
                && OUTAGE_REDIS_ERRORS.stream().anyMatch(message::startsWith);
    }
}
