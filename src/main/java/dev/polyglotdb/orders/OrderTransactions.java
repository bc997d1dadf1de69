package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Runs the transactions that place and change orders, and notes each that was committed. */
@Component
class OrderTransactions {

    /** What the trigger on new orders raises: foreign_key_violation. */
    private static final String NO_SUCH_USER = "23503";

    private final PostgresTransactions postgres;
    private final OperationLog operationLog;

    OrderTransactions(PostgresTransactions postgres, OperationLog operationLog) {
        this.postgres = postgres;
        this.operationLog = operationLog;
    }

    /** @throws ProblemException that of the work, or (401) if the user has left while the order was under way */
    PlacementResult place(OrderOperation operation, Supplier<PlacementResult> work) {
        var result = operation.transaction(() -> ofPresentUser(work));
        operationLog.keep(result.orderId(), operation);
        return result;
    }

    private PlacementResult ofPresentUser(Supplier<PlacementResult> work) {
        try {
            return postgres.execute(work);
        } catch (DataIntegrityViolationException refused) {
            if (NestedExceptionUtils.getMostSpecificCause(refused) instanceof SQLException failure
                    && NO_SUCH_USER.equals(failure.getSQLState())) {
                throw ProblemException.unauthorized("The account no longer exists.");
            }
            throw refused;
        }
    }

    void change(long orderId, OrderOperation operation, Supplier<Order> work) {
        operation.transaction(() -> postgres.execute(work));
        // Cancelling a cancelled order does nothing, and promises nothing.
        if (operation.kind() != OperationKind.CANCEL || operation.promisedAt() != null) {
            operationLog.keep(orderId, operation);
        }
    }
}
