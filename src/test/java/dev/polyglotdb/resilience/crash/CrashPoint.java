package dev.polyglotdb.resilience.crash;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point in the protocol where the application can be stopped: just before or just after a method. The points that no
 * other point covers come first.
 */
public enum CrashPoint {
    AUTHORIZED("orders.payments.SimulatedPaymentGateway", "authorize", When.AFTER),
    IN_TRANSACTION("orders.stock.StockRepository", "take", When.AFTER),
    COMMITTED("platform.outbox.OutboxService", "promise", When.AFTER_COMMIT),
    DISPATCHED("platform.stores.PostgresTransactions", "execute", When.AFTER),
    BEFORE_EDGES("recommend.RecommendService", "apply", When.BEFORE),
    ACTIVITY_WRITTEN("activity.ActivityService", "append", When.AFTER),
    EDGES_WRITTEN("recommend.RecommendService", "apply", When.AFTER),
    PAYMENT_SETTLED("orders.PaymentSettlement", "apply", When.AFTER),
    IN_CANCELLATION("orders.stock.StockRepository", "giveBack", When.AFTER),
    CANCELLED("orders.OrderService", "cancel", When.AFTER),
    ATTEMPT_ABANDONED("orders.payments.PaymentAttempts", "abandon", When.AFTER),
    KEY_CLAIMED("orders.IdempotencyKeys", "claim", When.AFTER),
    ATTEMPT_NOTED("orders.payments.PaymentAttempts", "begin", When.AFTER),
    REFUSED("platform.stores.PostgresTransactions", "execute", When.FAILED),
    RELEASED("orders.payments.SimulatedPaymentGateway", "release", When.AFTER),
    ROWS_CLAIMED("platform.outbox.OutboxRepository", "claim", When.AFTER),
    BEFORE_ACTIVITY("activity.ActivityService", "append", When.BEFORE),
    BEFORE_CAPTURE("orders.payments.SimulatedPaymentGateway", "capture", When.BEFORE);

    enum When {
        BEFORE,
        AFTER,
        FAILED,
        AFTER_COMMIT
    }

    private final String type;
    private final String method;
    private final When when;

    CrashPoint(String type, String method, When when) {
        this.type = "dev.polyglotdb." + type;
        this.method = method;
        this.when = when;
        requireMethod();
    }

    /** Fails if the method does not exist. Such a point would never be reached, so its tests would prove nothing. */
    private void requireMethod() {
        try {
            if (Arrays.stream(Class.forName(type).getDeclaredMethods())
                    .noneMatch(declared -> declared.getName().equals(method))) {
                throw new IllegalStateException(type + " has no method " + method);
            }
        } catch (ClassNotFoundException moved) {
            throw new IllegalStateException(moved);
        }
    }

    boolean isAt(Method called, When moment) {
        return when == moment && called.getName().equals(method) && isIn(called.getDeclaringClass());
    }

    boolean isIn(Class<?> candidate) {
        return candidate.getName().equals(type);
    }

    /** Returns whether a call did any work. A poll without a result is not a step of the protocol. */
    static boolean isWork(@Nullable Object result) {
        return !(result instanceof Collection<?> found && found.isEmpty())
                && !(result instanceof Optional<?> one && one.isEmpty());
    }
}
