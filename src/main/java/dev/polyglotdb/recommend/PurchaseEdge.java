package dev.polyglotdb.recommend;

import java.time.Instant;

/** One product of an order, as the purchase graph stores it. */
public record PurchaseEdge(long orderId, long userId, String productId, Instant at) {

    /** Describes the edge, for example {@code the purchase of product lamp by user 7 in order 12}. */
    @Override
    public String toString() {
        return "the purchase of product " + productId + " by user " + userId + " in order " + orderId;
    }
}
