package dev.polyglotdb.platform.stores;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.ConnectionInitException;
import com.datastax.oss.driver.api.core.connection.CrcMismatchException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.CDCWriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.DefaultWriteType;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the exceptions of Cassandra's driver mean. Each error code of the protocol has a class of its own there. */
final class CassandraFailures {

    private CassandraFailures() {}

    static @Nullable FailureKind kindOf(Throwable failure) {
        if (failure instanceof AllNodesFailedException all) {
            return ofAll(all);
        }
        if (failure instanceof CASWriteUnknownException
                || (failure instanceof WriteTimeoutException late && late.getWriteType() == DefaultWriteType.CAS)) {
            return FailureKind.CONFLICT;
        }
        if (isOverload(failure)) {
            return FailureKind.OVERLOADED;
        }
        return isAway(failure) ? FailureKind.AWAY : null;
    }

    /** Only if every node has too much to do is the cluster overloaded. */
    private static FailureKind ofAll(AllNodesFailedException failure) {
        var errors = failure.getAllErrors() == null
                ? List.<Throwable>of()
                : failure.getAllErrors().values().stream()
                        .flatMap(Collection::stream)
                        .toList();
        return !errors.isEmpty() && errors.stream().allMatch(CassandraFailures::isOverload)
                ? FailureKind.OVERLOADED
                : FailureKind.AWAY;
    }

    /** A coordinator that reports a time-out works, and so did the replicas when it asked them. */
    private static boolean isOverload(Throwable failure) {
        return failure instanceof OverloadedException
                || failure instanceof BusyConnectionException
                || failure instanceof RequestThrottlingException
                || failure instanceof ReadTimeoutException
                || failure instanceof WriteTimeoutException;
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof DriverTimeoutException
                || failure instanceof NodeUnavailableException
                || failure instanceof AuthenticationException
                || failure instanceof ClosedConnectionException
                || failure instanceof ConnectionInitException
                || failure instanceof CrcMismatchException
                || failure instanceof HeartbeatException
                || failure instanceof BootstrappingException
                || failure instanceof CDCWriteFailureException
                || failure instanceof UnavailableException
                || failure instanceof QueryConsistencyException
                || failure instanceof TruncateException;
    }
}
