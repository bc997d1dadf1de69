package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Runs the transactions that place and change orders, and notes each that was committed. PostgreSQL may roll one back
 * for a deadlock or another conflict; it is then run again, a few times.
 */
@Component
class OrderTransactions {

    /** What the trigger on new orders raises: foreign_key_violation. */
    private static final String NO_SUCH_USER = "23503";

    private static final Set<String> IDS = Set.of("orders_pkey", "payments_pkey");

    /**
     * The maximum number of ids that are tried, since whole blocks of them may be taken. The time budget of a request
     * usually ends before.
     */
    private static final int MAX_ATTEMPTS = 20 * Order.IDS_AT_A_TIME;

    private final PostgresTransactions postgres;
    private final OperationLog operationLog;

    OrderTransactions(PostgresTransactions postgres, OperationLog operationLog) {
        this.postgres = postgres;
        this.operationLog = operationLog;
    }

    /**
     * Inserts an order. If its id is taken, inserts it under the next one: after the loss of a primary, PostgreSQL may
     * give out ids a second time while an instance still has some of them.
     *
     * @param work makes a new order each time
     * @throws ProblemException that of the work, or (401) if the user was erased while the order was under way
     */
    Idempotency.Answer insert(OrderOperation operation, Supplier<Idempotency.Answer> work) {
        var answer = operation.transaction(() -> underFreeId(work));
        operationLog.keep(answer.orderId(), operation);
        return answer;
    }

    private Idempotency.Answer underFreeId(Supplier<Idempotency.Answer> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return postgres.execute(work);
            } catch (DataIntegrityViolationException refused) {
                if (isWithoutUser(refused)) {
                    throw ProblemException.unauthorized("The account no longer exists.");
                }
                if (!isIdTaken(refused) || attempt == MAX_ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    private static boolean isWithoutUser(DataIntegrityViolationException refused) {
        return NestedExceptionUtils.getMostSpecificCause(refused) instanceof SQLException failure
                && NO_SUCH_USER.equals(failure.getSQLState());
    }

    private static boolean isIdTaken(DataIntegrityViolationException refused) {
        return refused.getCause() instanceof ConstraintViolationException violation
                && IDS.contains(String.valueOf(violation.getConstraintName()));
    }

    void change(long orderId, OrderOperation operation, Runnable work) {
        operation.transaction(() -> postgres.execute(work));
        // Cancelling a cancelled order does nothing, and adds nothing to the outbox.
        if (operation.kind() != OperationKind.CANCEL || operation.entriesAddedAt() != null) {
            operationLog.keep(orderId, operation);
        }
    }
}
