package dev.polyglotdb.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order on its way, from the request to the commit.
 *
 * @param claim the claim of the request's idempotency key; null if it has none
 * @param now the date of the order
 * @param operation times the steps
 */
record Placement(
        long userId, NewOrder command, Idempotency.@Nullable Claim claim, Instant now, OrderOperation operation) {

    static Placement withoutKey(long userId, NewOrder command, Instant now) {
        return new Placement(userId, command, null, now, new OrderOperation(OperationKind.PLACE));
    }
}
