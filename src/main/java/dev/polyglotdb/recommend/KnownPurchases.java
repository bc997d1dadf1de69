package dev.polyglotdb.recommend;

import java.util.List;

/**
 * What the graph holds of a range of orders.
 *
 * @param last the end of the range
 */
public record KnownPurchases(
        List<KnownOrder> knownOrders, List<PurchaseEdge> edges, List<LooseEdge> loose, long last) {}
