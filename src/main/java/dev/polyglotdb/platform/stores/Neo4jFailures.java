package dev.polyglotdb.platform.stores;

import java.util.Set;
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

    private static final FailureCodes<String> CODES = new FailureCodes<>(
            Set.of(
                    "Neo.ClientError.Cluster.NotALeader",
                    "Neo.ClientError.Cluster.Routing",
                    "Neo.ClientError.Routing.DbmsInPanic",
                    "Neo.ClientError.Routing.RoutingFailed",
                    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
                    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
                    "Neo.ClientError.Security.AuthenticationRateLimit",
                    "Neo.ClientError.Security.AuthorizationExpired",
                    "Neo.ClientError.Security.CredentialsExpired",
                    "Neo.ClientError.Security.TokenExpired",
                    "Neo.ClientError.Security.Unauthorized",
                    "Neo.DatabaseError.Database.UnableToStartDatabase",
                    "Neo.DatabaseError.General.IndexCorruptionDetected",
                    "Neo.DatabaseError.General.SchemaCorruptionDetected",
                    "Neo.DatabaseError.General.StorageDamageDetected",
                    "Neo.DatabaseError.Transaction.TransactionCommitFailed",
                    "Neo.DatabaseError.Transaction.TransactionLogError",
                    "Neo.DatabaseError.Transaction.TransactionStartFailed",
                    "Neo.TransientError.Cluster.ReplicationFailure",
                    "Neo.TransientError.General.DatabaseUnavailable",
                    "Neo.TransientError.Security.AuthProviderFailed",
                    "Neo.TransientError.Security.AuthProviderTimeout",
                    "Neo.TransientError.Statement.RemoteExecutionTransientError",
                    "Neo.TransientError.Transaction.LeaderSwitch",
                    "Neo.TransientError.Transaction.LeaseExpired"),
            Set.of(
                    "Neo.ClientError.General.TransactionOutOfMemoryError",
                    "Neo.ClientError.Procedure.ProcedureTimedOut",
                    "Neo.ClientError.Transaction.LockClientStopped",
                    "Neo.ClientError.Transaction.Terminated",
                    "Neo.ClientError.Transaction.TransactionTimedOut",
                    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"),
            Set.of(
                    // Another transaction deleted it between two steps of the statement.
                    "Neo.ClientError.Statement.EntityNotFound",
                    "Neo.TransientError.Security.ModifiedConcurrently",
                    "Neo.TransientError.Transaction.ConstraintsChanged",
                    "Neo.TransientError.Transaction.DeadlockDetected",
                    "Neo.TransientError.Transaction.Interrupted",
                    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
                    "Neo.TransientError.Transaction.Outdated",
                    "Neo.TransientError.Transaction.QueryExecutionFailedOnTransaction"));

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
        var known = CODES.kindOf(code);
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
