package dev.polyglotdb.resilience.crash;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A point in the protocol where the application can be stopped: just before or just after a method. The points that no
 * other point covers come first.
 */
public enum CrashPoint {
    AUTHORIZED("orders.payments.SimulatedPaymentGateway", "authorize", When.AFTER),
    IN_TRANSACTION("orders.stock.StockService", "take", When.AFTER),
    COMMITTED("platform.outbox.OutboxService", "add", When.AFTER_COMMIT),
    DISPATCHED("platform.stores.PostgresTransactions", "execute", When.AFTER),
    BEFORE_EDGES("recommend.PurchaseGraph", "apply", When.BEFORE),
    ACTIVITY_WRITTEN("activity.ActivityService", "append", When.AFTER),
    EDGES_WRITTEN("recommend.PurchaseGraph", "apply", When.AFTER),
    PAYMENT_SETTLED("orders.PaymentSettlement", "apply", When.AFTER),
    IN_CANCELLATION("orders.stock.StockService", "giveBack", When.AFTER),
    ERASURE_DECIDED("privacy.ErasureService", "leave", When.AFTER),
    ENTRIES_ERASED("activity.TimelineEntryStore", "deleteFound", When.AFTER),
    CANCELLED("orders.OrderChanges", "cancel", When.AFTER),
    ATTEMPT_ABANDONED("orders.payments.PaymentAttempts", "abandon", When.AFTER),
    KEY_CLAIMED("orders.IdempotencyKeys", "claim", When.AFTER),
    ATTEMPT_NOTED("orders.payments.PaymentAttempts", "begin", When.AFTER),
    REFUSED("platform.stores.PostgresTransactions", "execute", When.FAILED),
    RELEASED("orders.payments.SimulatedPaymentGateway", "release", When.AFTER),
    ROWS_CLAIMED("platform.outbox.OutboxRepository", "claimInTurn", When.AFTER),
    BEFORE_ACTIVITY("activity.ActivityService", "append", When.BEFORE),
    BEFORE_CAPTURE("orders.payments.SimulatedPaymentGateway", "capture", When.BEFORE),
    ACCOUNT_DELETED("users.UserErasure", "erase", When.AFTER),
    ERASURE_MARKED("privacy.Erasures", "add", When.AFTER),
    ORDERS_PROMISED("orders.OrdersOfUser", "forgetAll", When.AFTER),
    ANSWERS_ERASED("orders.OrdersOfUser", "forgetAnswers", When.AFTER),
    SESSIONS_ERASED("auth.AccountSessions", "forget", When.AFTER),
    ADDRESS_FORGOTTEN("privacy.Erasures", "forgetAccount", When.AFTER),
    BEFORE_TIMELINE_ERASED("activity.ActivityErasure", "erase", When.BEFORE),
    TIMELINE_ERASED("activity.ActivityErasure", "erase", When.AFTER),
    BEFORE_NODE_ERASED("recommend.PurchasesOfUser", "erase", When.BEFORE),
    NODE_ERASED("recommend.PurchasesOfUser", "erase", When.AFTER),
    BEFORE_RECORDED("activity.ActivityService", "record", When.BEFORE),
    SESSION_OPENED("auth.Sessions", "add", When.AFTER);

    private static final Set<CrashPoint> OF_GUESTS = EnumSet.range(ACCOUNT_DELETED, SESSION_OPENED);

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

    /** Returns all points in random order, but those that no other point covers before the rest. */
    static List<CrashPoint> shuffled(Random random) {
        var points = Arrays.asList(values());
        var covered = KEY_CLAIMED.ordinal();
        Collections.shuffle(points.subList(0, covered), random);
        Collections.shuffle(points.subList(covered, points.size()), random);
        return points;
    }

    /** Returns how often the point may be passed before the process is stopped there. Guests are few. */
    int mostPasses() {
        return this == ERASURE_DECIDED || this == ENTRIES_ERASED || OF_GUESTS.contains(this) ? 1 : 7;
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
