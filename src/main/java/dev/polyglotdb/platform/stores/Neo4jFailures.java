package dev.polyglotdb.platform.stores;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.AuthorizationExpiredException;
import org.neo4j.driver.exceptions.DiscoveryException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TokenExpiredException;
import org.neo4j.driver.exceptions.TransactionTerminatedException;
import org.neo4j.driver.exceptions.TransientException;

/** What the status code of a failure means, as listed in "Neo4j status codes", and the exceptions of the driver. */
final class Neo4jFailures {

    private static final String PREFIX = "Neo.";
    private static final String TRANSIENT = "Neo.TransientError.";

    private static final Map<String, FailureKind> CODES = Map.ofEntries(
            Map.entry("Neo.ClientError.Cluster.NotALeader", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Cluster.Routing", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Routing.DbmsInPanic", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Routing.RoutingFailed", FailureKind.AWAY),
            Map.entry("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", FailureKind.AWAY),
            Map.entry("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Security.AuthenticationRateLimit", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Security.AuthorizationExpired", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Security.CredentialsExpired", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Security.TokenExpired", FailureKind.AWAY),
            Map.entry("Neo.ClientError.Security.Unauthorized", FailureKind.AWAY),
            Map.entry("Neo.DatabaseError.Database.UnableToStartDatabase", FailureKind.AWAY),
            Map.entry("Neo.DatabaseError.General.IndexCorruptionDetected", FailureKind.AWAY),
            Map.entry("Neo.DatabaseError.General.SchemaCorruptionDetected", FailureKind.AWAY),
            Map.entry("Neo.DatabaseError.General.StorageDamageDetected", FailureKind.AWAY),
            Map.entry("Neo.DatabaseError.Transaction.TransactionCommitFailed", FailureKind.AWAY),
            Map.entry("Neo.DatabaseError.Transaction.TransactionLogError", FailureKind.AWAY),
            Map.entry("Neo.DatabaseError.Transaction.TransactionStartFailed", FailureKind.AWAY),
            Map.entry("Neo.TransientError.Cluster.ReplicationFailure", FailureKind.AWAY),
            Map.entry("Neo.TransientError.General.DatabaseUnavailable", FailureKind.AWAY),
            Map.entry("Neo.TransientError.Security.AuthProviderFailed", FailureKind.AWAY),
            Map.entry("Neo.TransientError.Security.AuthProviderTimeout", FailureKind.AWAY),
            Map.entry("Neo.TransientError.Statement.RemoteExecutionTransientError", FailureKind.AWAY),
            Map.entry("Neo.TransientError.Transaction.LeaderSwitch", FailureKind.AWAY),
            Map.entry("Neo.TransientError.Transaction.LeaseExpired", FailureKind.AWAY),
            Map.entry("Neo.ClientError.General.TransactionOutOfMemoryError", FailureKind.OVERLOADED),
            Map.entry("Neo.ClientError.Procedure.ProcedureTimedOut", FailureKind.OVERLOADED),
            Map.entry("Neo.ClientError.Transaction.LockClientStopped", FailureKind.OVERLOADED),
            Map.entry("Neo.ClientError.Transaction.Terminated", FailureKind.OVERLOADED),
            Map.entry("Neo.ClientError.Transaction.TransactionTimedOut", FailureKind.OVERLOADED),
            Map.entry("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", FailureKind.OVERLOADED),
            // Another transaction deleted it between two steps of the statement.
            Map.entry("Neo.ClientError.Statement.EntityNotFound", FailureKind.CONFLICT),
            Map.entry("Neo.TransientError.Security.ModifiedConcurrently", FailureKind.CONFLICT),
            Map.entry("Neo.TransientError.Transaction.ConstraintsChanged", FailureKind.CONFLICT),
            Map.entry("Neo.TransientError.Transaction.DeadlockDetected", FailureKind.CONFLICT),
            Map.entry("Neo.TransientError.Transaction.Interrupted", FailureKind.CONFLICT),
            Map.entry("Neo.TransientError.Transaction.LockAcquisitionTimeout", FailureKind.CONFLICT),
            Map.entry("Neo.TransientError.Transaction.Outdated", FailureKind.CONFLICT),
            Map.entry("Neo.TransientError.Transaction.QueryExecutionFailedOnTransaction", FailureKind.CONFLICT));

    private Neo4jFailures() {}

    static @Nullable FailureKind kindOf(Throwable failure) {
        if (!(failure instanceof Neo4jException neo4j)) {
            return null;
        }
        var code = String.valueOf(neo4j.code());
        // What the driver says by itself has "N/A" as its code.
        return code.startsWith(PREFIX) ? ofCode(code, neo4j) : ofClass(neo4j);
    }

    private static FailureKind ofCode(String code, Neo4jException failure) {
        var known = CODES.get(code);
        if (known != null) {
            return known;
        }
        if (code.startsWith(TRANSIENT)) {
            // By the definition of its class, the same may succeed later.
            return FailureKind.OVERLOADED;
        }
        var kind = ofClass(failure);
        return kind == null ? FailureKind.DEFECT : kind;
    }

    private static @Nullable FailureKind ofClass(Neo4jException failure) {
        if (failure instanceof TransientException || failure instanceof TransactionTerminatedException) {
            return FailureKind.OVERLOADED;
        }
        return failure instanceof ServiceUnavailableException
                        || failure instanceof SessionExpiredException
                        || failure instanceof DiscoveryException
                        || failure instanceof AuthenticationException
                        || failure instanceof AuthorizationExpiredException
                        || failure instanceof TokenExpiredException
                ? FailureKind.AWAY
                : null;
    }
}
