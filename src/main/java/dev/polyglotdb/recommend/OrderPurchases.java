package dev.polyglotdb.recommend;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The state of one order in the purchase graph. It is a state, not a change.
 *
 * @param version increases with every change of the order; an older state never replaces a newer one
 * @param at when the order was placed; like the user and the products, the same in every version
 * @param active whether the products count as bought; false once the order is cancelled
 */
public record OrderPurchases(
        long orderId, long version, long userId, Instant at, Set<String> productIds, boolean active) {

    /**
     * The version of an order whose user has been erased: later than any other, so that no state from before can bring
     * the purchases back. The very last one stands for an order without a version.
     */
    public static final long ERASED = Long.MAX_VALUE - 1;

    public OrderPurchases {
        productIds = Set.copyOf(productIds);
    }

    /** Returns the edges that the graph has while the order is active. */
    public List<PurchaseEdge> edges() {
        return productIds.stream()
                .map(product -> new PurchaseEdge(orderId, userId, product, at))
                .toList();
    }
}
