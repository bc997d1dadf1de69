package dev.polyglotdb.platform.stores;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoTimeoutException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.net.SocketTimeoutException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** Distinguishes an answer that did not come in time from a connection that failed. */
final class TimeOuts {

    private static final List<Class<? extends Exception>> TYPES = List.of(
            TimeoutException.class,
            SocketTimeoutException.class,
            SQLTimeoutException.class,
            SQLTransientConnectionException.class,
            QueryTimeoutException.class,
            RedisCommandTimeoutException.class,
            MongoTimeoutException.class,
            MongoOperationTimeoutException.class,
            DriverTimeoutException.class,
            ReadTimeoutException.class,
            WriteTimeoutException.class);

    private TimeOuts() {}

    static boolean isTimeOut(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var current = cause;
            if (TYPES.stream().anyMatch(type -> type.isInstance(current))) {
                return true;
            }
        }
        return false;
    }
}
