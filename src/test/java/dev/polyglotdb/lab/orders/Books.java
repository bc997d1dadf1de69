package dev.polyglotdb.lab.orders;

import java.util.Map;
import java.util.Set;

/**
 * What a store says once nobody orders any more.
 *
 * @param onHand the units of each product
 * @param sold the quantities of each order that was placed, by its number
 * @param paid the numbers of the orders that there is a payment for
 */
record Books(Map<String, Integer> onHand, Map<Long, Map<String, Integer>> sold, Set<Long> paid) {

    long units(String product) {
        return sold.values().stream()
                .mapToLong(quantities -> quantities.getOrDefault(product, 0))
                .sum();
    }
}
