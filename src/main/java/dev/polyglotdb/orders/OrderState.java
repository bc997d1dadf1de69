package dev.polyglotdb.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order with all that the stores which follow it need to know.
 *
 * @param version counts the changes of its state, from 0
 * @param cancelledAt when it was cancelled, if it was
 * @param reference what the gateway knows its payment by, if it was charged to a card
 */
public record OrderState(
        OrderView view,
        long version,
        @Nullable Instant cancelledAt,
        @Nullable UUID reference) {

    /** Whether something was bought, be it cancelled later. */
    public boolean wasPlaced() {
        return view.status() != OrderStatus.PAYMENT_FAILED;
    }

    /** Whether it still stands. */
    public boolean isActive() {
        return wasPlaced() && view.status() != OrderStatus.CANCELLED;
    }
}
