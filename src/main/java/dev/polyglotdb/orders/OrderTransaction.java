package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** The transaction of a new order, and what it means if PostgreSQL refuses that. */
@Component
class OrderTransaction {

    /** What the trigger on new orders raises: foreign_key_violation. */
    private static final String NO_SUCH_USER = "23503";

    /** unique_violation. */
    private static final String TAKEN = "23505";

    /** Whole blocks of ids may be taken. A client does not wait for so many: its budget ends before. */
    private static final int MAX_ATTEMPTS = 20 * Order.IDS_AT_A_TIME;

    private final PostgresTransactions postgres;

    OrderTransaction(PostgresTransactions postgres) {
        this.postgres = postgres;
    }

    /**
     * Runs the transaction. If its id is taken, runs it again with the next one: after the loss of a primary,
     * PostgreSQL may give out ids a second time while an instance still has some of them.
     *
     * @param work makes a new order each time
     * @throws ProblemException if the user has left meanwhile
     */
    <T> T run(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return postgres.execute(work);
            } catch (DataIntegrityViolationException refused) {
                var reason = reason(refused);
                if (reason.equals(NO_SUCH_USER)) {
                    throw ProblemException.unauthorized("The account no longer exists.");
                }
                if (!reason.equals(TAKEN) || attempt == MAX_ATTEMPTS) {
                    throw refused;
                }
            }
        }
    }

    private static String reason(DataIntegrityViolationException refused) {
        return NestedExceptionUtils.getMostSpecificCause(refused) instanceof SQLException failure
                ? String.valueOf(failure.getSQLState())
                : "";
    }
}
