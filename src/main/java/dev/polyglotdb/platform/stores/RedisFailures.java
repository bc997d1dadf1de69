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
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.TooManyClusterRedirectionsException;
import org.springframework.data.redis.connection.PoolException;

/** What the first word of an error of Redis means, and the exceptions of Lettuce. */
final class RedisFailures {

    /** Full (OOM), unable to write to its disk, loading, no longer the master, or closed to our password. */
    private static final FailureCodes<String> WORDS = new FailureCodes<>(
            Set.of(
                    "OOM",
                    "MISCONF",
                    "LOADING",
                    "READONLY",
                    "MASTERDOWN",
                    "NOREPLICAS",
                    "CLUSTERDOWN",
                    "NOMASTERLINK",
                    "NOQUORUM",
                    "IOERR",
                    "UNBLOCKED",
                    "NOAUTH",
                    "WRONGPASS"),
            Set.of("BUSY"),
            Set.of("TRYAGAIN", "INPROG"));

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
        var known = WORDS.kindOf(end < 0 ? message : message.substring(0, end));
        return known == null ? FailureKind.DEFECT : known;
    }

    /**
     * A plain RedisException is how Lettuce says that a connection was closed or is not there yet. It cancels what
     * waits on a connection that is given up.
     */
    private static boolean isAway(Throwable failure) {
        return failure.getClass() == RedisException.class
                || failure instanceof CancellationException
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
