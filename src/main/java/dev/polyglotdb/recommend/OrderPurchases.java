package dev.polyglotdb.recommend;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one order means for the purchase graph: a state, not a change.
 *
 * @param version grows with every change of the order; an older state never replaces a newer one
 * @param at when the order was placed; like the user and the products, the same in every version
 * @param active whether its products count as bought; false once it is cancelled
 */
public record OrderPurchases(
        long orderId, long version, long userId, Instant at, Set<String> productIds, boolean active) {

    public OrderPurchases {
        productIds = Set.copyOf(productIds);
    }

    /** The edges that the graph has of the order while it is active. */
    public List<PurchaseEdge> edges() {
        return productIds.stream()
                .map(product -> new PurchaseEdge(orderId, userId, product, at))
                .toList();
    }
}
