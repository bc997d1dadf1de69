package dev.polyglotdb.platform.stores;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.cluster.PartitionException;
import io.lettuce.core.failover.api.RedisCircuitBreakerException;
import io.lettuce.core.failover.api.RedisNoHealthyDatabaseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.TooManyClusterRedirectionsException;
import org.springframework.data.redis.connection.PoolException;

/** What the first word of an error of Redis means, and the exceptions of Lettuce. */
final class RedisFailures {

    /** Full (OOM), unable to write to its disk, loading, no longer the master, or closed to our password. */
    private static final Map<String, FailureKind> WORDS = Map.ofEntries(
            Map.entry("OOM", FailureKind.AWAY),
            Map.entry("MISCONF", FailureKind.AWAY),
            Map.entry("LOADING", FailureKind.AWAY),
            Map.entry("READONLY", FailureKind.AWAY),
            Map.entry("MASTERDOWN", FailureKind.AWAY),
            Map.entry("NOREPLICAS", FailureKind.AWAY),
            Map.entry("CLUSTERDOWN", FailureKind.AWAY),
            Map.entry("NOMASTERLINK", FailureKind.AWAY),
            Map.entry("NOQUORUM", FailureKind.AWAY),
            Map.entry("IOERR", FailureKind.AWAY),
            Map.entry("UNBLOCKED", FailureKind.AWAY),
            Map.entry("NOAUTH", FailureKind.AWAY),
            Map.entry("WRONGPASS", FailureKind.AWAY),
            Map.entry("BUSY", FailureKind.OVERLOADED),
            Map.entry("TRYAGAIN", FailureKind.CONFLICT),
            Map.entry("INPROG", FailureKind.CONFLICT));

    private static final String TOO_MANY_CLIENTS = "ERR max number of clients";
    private static final String QUEUE_FULL = "queue size exceeded";

    private RedisFailures() {}

    static @Nullable FailureKind kindOf(Throwable failure) {
        if (failure instanceof RedisBusyException) {
            return FailureKind.OVERLOADED;
        }
        if (failure instanceof RedisCommandExecutionException error) {
            return isAway(error) ? FailureKind.AWAY : ofError(String.valueOf(error.getMessage()));
        }
        if (failure instanceof RedisException full
                && String.valueOf(full.getMessage()).contains(QUEUE_FULL)) {
            return FailureKind.OVERLOADED;
        }
        return isAway(failure) ? FailureKind.AWAY : null;
    }

    private static FailureKind ofError(String message) {
        if (message.startsWith(TOO_MANY_CLIENTS)) {
            return FailureKind.OVERLOADED;
        }
        var end = message.indexOf(' ');
        return WORDS.getOrDefault(end < 0 ? message : message.substring(0, end), FailureKind.DEFECT);
    }

    /** A plain RedisException is how Lettuce says that a connection was closed or is not there yet. */
    private static boolean isAway(Throwable failure) {
        return failure.getClass() == RedisException.class
                || failure instanceof RedisConnectionException
                || failure instanceof RedisCommandTimeoutException
                || failure instanceof RedisCommandInterruptedException
                || failure instanceof RedisLoadingException
                || failure instanceof RedisReadOnlyException
                || failure instanceof PartitionException
                || failure instanceof RedisCircuitBreakerException
                || failure instanceof RedisNoHealthyDatabaseException
                || failure instanceof PoolException
                || failure instanceof TooManyClusterRedirectionsException;
    }
}
