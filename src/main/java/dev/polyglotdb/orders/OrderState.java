package dev.polyglotdb.orders;

import dev.polyglotdb.recommend.OrderPurchases;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order with all that the stores which follow it need to know.
 *
 * @param version counts the changes of its state, from 0
 * @param cancelledAt when it was cancelled, if it was
 * @param reference what the gateway knows its payment by, if it was charged to a card
 */
record OrderState(
        OrderView view,
        long version,
        @Nullable Instant cancelledAt,
        @Nullable UUID reference) {

    /** Whether something was bought, be it cancelled later. */
    boolean wasPlaced() {
        return view.status() != OrderStatus.PAYMENT_FAILED;
    }

    /** Whether it still stands. */
    boolean isActive() {
        return wasPlaced() && view.status() != OrderStatus.CANCELLED;
    }

    /** What it means for the purchase graph; only if it {@linkplain #wasPlaced was placed}. */
    OrderPurchases purchases() {
        return new OrderPurchases(
                view.id(), version, view.userId(), view.createdAt(), Set.copyOf(view.productIds()), isActive());
    }
}
