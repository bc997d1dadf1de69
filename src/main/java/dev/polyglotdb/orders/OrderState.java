package dev.polyglotdb.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order with everything that its followers need.
 *
 * @param version the number of changes of its status, from 0
 * @param cancelledAt when the order was cancelled, or null
 * @param reference the payment gateway's reference; null for an invoice and for a declined card
 * @param erased whether its user was erased; it stays in the books, and no other store may know who placed it
 */
public record OrderState(
        OrderView view,
        long version,
        @Nullable Instant cancelledAt,
        @Nullable UUID reference,
        boolean erased) {

    /** Returns whether the order was accepted, even if it was cancelled later. */
    public boolean wasPlaced() {
        return view.status() != OrderStatus.PAYMENT_FAILED;
    }

    /** Returns whether the order was accepted, was not cancelled, and has a user. */
    public boolean isActive() {
        return wasPlaced() && !erased && view.status() != OrderStatus.CANCELLED;
    }
}
