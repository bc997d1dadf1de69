package dev.polyglotdb.lab.orders;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is wrong with the books.
 *
 * @param lost orders that were acknowledged and are not there
 * @param oversold units sold that there never were
 * @param misfit units by which the stock differs from what the orders leave of it
 * @param unmatched payments without an order, and orders without a payment
 */
record Audit(long lost, long oversold, long misfit, long unmatched) {

    static final Audit CLEAN = new Audit(0, 0, 0, 0);

    /** @param initial the stock before the first order */
    static Audit of(Map<String, Integer> initial, Books books, Collection<Long> acknowledged) {
        var oversold = 0L;
        var misfit = 0L;
        for (var product : initial.entrySet()) {
            var left = product.getValue() - books.units(product.getKey());
            oversold += Math.max(0, -left);
            misfit += Math.abs(left - books.onHand().getOrDefault(product.getKey(), 0));
        }
        var orders = books.sold().keySet();
        var lost = acknowledged.stream().filter(id -> !orders.contains(id)).count();
        var unmatched = Stream.concat(
                        orders.stream().filter(id -> !books.paid().contains(id)),
                        books.paid().stream().filter(id -> !orders.contains(id)))
                .count();
        return new Audit(lost, oversold, misfit, unmatched);
    }
}
