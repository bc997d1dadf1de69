package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work that PostgreSQL rolled back for a conflict runs again: a few times, and only where this can help. */
@Tag("fast")
class PostgresTransactionsTests {

    private static final String DEADLOCK = "40P01";

    private final Conflicting operations = new Conflicting();
    private final PostgresTransactions transactions = new PostgresTransactions(operations);

    @AfterEach
    void leaveTheThreadAsItWas() {
        ServerTiming.end();
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aFewConflictsAreNotNoticed(int conflicts) {
        operations.fail(conflicts, DEADLOCK);

        assertThat(transactions.execute(() -> "done")).isEqualTo("done");
        assertThat(operations.runs).isEqualTo(conflicts + 1);
    }

    @Test
    void afterTheFourthTheCallerIsTold() {
        operations.fail(4, DEADLOCK);

        assertFails(DEADLOCK);
        assertThat(operations.runs).isEqualTo(4);
    }

    /** A serialization failure may show at the commit, when the work is done. */
    @Test
    void workThatWasDoneIsDoneAgainIfItsCommitFails() {
        operations.fail(1, "40001");
        var done = new int[1];

        assertThat(transactions.execute(() -> ++done[0])).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "57014", "08006", "42601"})
    void noOtherFailureIsRepeated(String state) {
        operations.fail(1, state);

        assertFails(state);
        assertThat(operations.runs).isEqualTo(1);
    }

    @Test
    void insideATransactionOnlyItsOwnerCouldRunItAgain() {
        operations.fail(1, DEADLOCK);
        TransactionSynchronizationManager.setActualTransactionActive(true);

        assertFails(DEADLOCK);
        assertThat(operations.runs).isEqualTo(1);
    }

    @Test
    void nothingRunsAgainForAClientWhoCannotWaitForIt() {
        operations.fail(1, DEADLOCK);
        var timeouts = new StoreTimeouts(Duration.ofSeconds(20));
        ServerTiming.begin(timeouts).budget().addWait(timeouts.allStores().toNanos());

        assertFails(DEADLOCK);
        assertThat(operations.runs).isEqualTo(1);
    }

    @Test
    void aClientWhoCanWaitNoticesNoConflict() {
        operations.fail(1, DEADLOCK);
        ServerTiming.begin(new StoreTimeouts(Duration.ofSeconds(20)));

        assertThat(transactions.execute(() -> "done")).isEqualTo("done");
    }

    private void assertFails(String state) {
        assertThatThrownBy(() -> transactions.execute(() -> "done"))
                .isSameAs(operations.failure)
                .hasRootCauseMessage(state);
    }

    /** Does the work and then fails to commit it, a few times. */
    private static final class Conflicting implements TransactionOperations {

        private DataAccessException failure = failure("");
        private int failures;
        private int runs;

        void fail(int times, String state) {
            failures = times;
            failure = failure(state);
        }

        private static DataAccessException failure(String state) {
            return new UncategorizedDataAccessException(state, new SQLException(state, state)) {};
        }

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            var result = action.doInTransaction(new SimpleTransactionStatus());
            if (++runs <= failures) {
                throw failure;
            }
            return result;
        }
    }
}
