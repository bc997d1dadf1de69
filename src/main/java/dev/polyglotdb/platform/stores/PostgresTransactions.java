package dev.polyglotdb.platform.stores;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs transactions of PostgreSQL. Their time, including the commit, counts for the store in {@code Server-Timing}. A
 * transaction that calls another store keeps its locks for as long as that store takes.
 */
@Component
@UsesStore(Store.POSTGRES)
public class PostgresTransactions {

    private static final int MAX_ATTEMPTS = 4;
    private static final long FIRST_PAUSE_MILLIS = 5;

    private final TransactionOperations operations;

    PostgresTransactions(TransactionOperations operations) {
        this.operations = operations;
    }

    /**
     * Runs work in a transaction and commits it, or rolls it back if the work throws an exception. Runs it again, a few
     * times and while the client can wait, if PostgreSQL rolled it back for a deadlock or another conflict. So the work
     * must not remember anything of a run that failed.
     *
     * @throws StoreUnavailableException if PostgreSQL failed. If the commit failed, it may have taken effect
     * @throws StoreOverloadedException if PostgreSQL has too much to do, or the conflicts went on; a commit that was
     *     not answered in time may have taken effect
     */
    public <T> T execute(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return operations.execute(status -> work.get());
            } catch (RuntimeException failure) {
                if (attempt == MAX_ATTEMPTS || !mayRunAgain(failure)) {
                    throw failure;
                }
            }
            pause(attempt);
        }
    }

    /** Runs work that has no result, under the same conditions as {@link #execute(Supplier)}. */
    public void execute(Runnable work) {
        execute(() -> {
            work.run();
            return true;
        });
    }

    /** A transaction around this one has been rolled back as a whole, so only its owner could run it again. */
    private static boolean mayRunAgain(RuntimeException failure) {
        return FailureKind.of(failure) == FailureKind.CONFLICT
                && !TransactionSynchronizationManager.isActualTransactionActive()
                && !TimeBudget.isSpent();
    }

    /** Half of the pause is random, so that those who met do not meet again. */
    private static void pause(int attempt) {
        var millis = FIRST_PAUSE_MILLIS << attempt;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1)));
    }
}
