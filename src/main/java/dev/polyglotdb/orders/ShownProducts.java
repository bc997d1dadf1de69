package dev.polyglotdb.orders;

import java.util.List;

/**
 * The first products of an order, to somebody who looks at what the stores hold of it.
 *
 * @param ids in the order of the lines
 * @param omitted how many more the order has
 */
public record ShownProducts(List<String> ids, int omitted) {

    private static final int MAX = 10;

    public static ShownProducts of(OrderView order) {
        var all = order.productIds();
        var ids = all.stream().limit(MAX).toList();
        return new ShownProducts(ids, all.size() - ids.size());
    }
}
