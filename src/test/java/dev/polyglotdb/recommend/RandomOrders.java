package dev.polyglotdb.recommend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Orders of a few users and products, in a corner of the graph. */
final class RandomOrders {

    private static final int FEW = 10;

    private RandomOrders() {}

    /** In random sequence, some cancelled, many at the same instant, so that ties have to be broken. */
    static List<OrderPurchases> of(GraphCorner graph, Random random) {
        var orders = new ArrayList<OrderPurchases>();
        for (var orderId = 1L; orderId <= 90; orderId++) {
            var products = random.ints(0, 18)
                    .mapToObj(i -> "product-" + i)
                    .distinct()
                    .limit(1 + random.nextInt(3))
                    .collect(Collectors.toSet());
            var at = Instant.ofEpochSecond(1_700_000_000 + random.nextInt(30));
            orders.add(graph.order(orderId, 1, 1 + random.nextInt(24), at, random.nextInt(10) > 0, products));
        }
        Collections.shuffle(orders, random);
        return orders;
    }

    /** Applies a few at once: one by one takes longer, and all at once would come in the order of their ids. */
    static void apply(List<OrderPurchases> orders, PurchaseRepository purchaseRepository) {
        for (var first = 0; first < orders.size(); first += FEW) {
            purchaseRepository.apply(orders.subList(first, Math.min(first + FEW, orders.size())));
        }
    }
}
