package dev.polyglotdb.platform.stores;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the SQLSTATE of a failure means, as listed in PostgreSQL's appendix "Error Codes". */
final class PostgresFailures {

    /** Connection exception (08), no login (28), resources (53), operator intervention (57), system error (58). */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "28", "53", "57", "58");

    private static final Set<String> AWAY = Set.of(
            "25006", // read_only_sql_transaction: a stand-by, or a primary that was demoted
            "25P03", // idle_in_transaction_session_timeout: the connection was closed
            "40003", // statement_completion_unknown
            "60000"); // the driver's SYSTEM_ERROR

    private static final Set<String> OVERLOADED = Set.of(
            "25P04", // transaction_timeout
            "53200", // out_of_memory
            "53300", // too_many_connections
            "53400", // configuration_limit_exceeded
            "57014"); // query_canceled: by statement_timeout, whether for slowness or a lock

    private static final Set<String> CONFLICT = Set.of(
            "40000", // transaction_rollback
            "40001", // serialization_failure
            "40P01", // deadlock_detected
            "55006", // object_in_use
            "55P03"); // lock_not_available

    private static final FailureCodes<String> STATES = new FailureCodes<>(AWAY, OVERLOADED, CONFLICT);

    /**
     * What the pool says, without a state, of a connection that it gave up as broken. A rollback meets it, and its
     * failure hides the one before.
     */
    private static final String GIVEN_UP = "Connection is closed";

    private PostgresFailures() {}

    static @Nullable FailureKind kindOf(Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return null;
        }
        var state = sql.getSQLState();
        if (state != null && state.length() == 5) {
            return ofState(state);
        }
        if (sql instanceof SQLTransactionRollbackException) {
            return FailureKind.CONFLICT;
        }
        // The pool's own, for example when no connection became free in time.
        return (sql.getClass() == SQLException.class && GIVEN_UP.equals(sql.getMessage()))
                        || sql instanceof SQLTransientException
                        || sql instanceof SQLRecoverableException
                        || sql instanceof SQLNonTransientConnectionException
                        || sql instanceof SQLInvalidAuthorizationSpecException
                ? FailureKind.AWAY
                : FailureKind.DEFECT;
    }

    private static FailureKind ofState(String state) {
        var known = STATES.kindOf(state);
        if (known != null) {
            return known;
        }
        return AWAY_CLASSES.contains(state.substring(0, 2)) ? FailureKind.AWAY : FailureKind.DEFECT;
    }
}
