package dev.polyglotdb.platform.stores;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionSuspensionNotSupportedException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** What failures mean that belong to no driver: those of Java and Spring. What a driver says inside them prevails. */
final class CommonFailures {

    private CommonFailures() {}

    static @Nullable FailureKind kindOf(Throwable failure) {
        if (failure instanceof TransactionTimedOutException) {
            return FailureKind.OVERLOADED;
        }
        if (failure instanceof ConcurrencyFailureException) {
            return FailureKind.CONFLICT;
        }
        if (failure instanceof EmptyResultDataAccessException
                || failure instanceof IncorrectUpdateSemanticsDataAccessException
                || failure instanceof NestedTransactionNotSupportedException
                || failure instanceof TransactionSuspensionNotSupportedException) {
            return FailureKind.DEFECT;
        }
        return isAway(failure) ? FailureKind.AWAY : null;
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof InterruptedException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof QueryTimeoutException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException;
    }
}
