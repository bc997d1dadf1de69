package dev.polyglotdb.lab.orders;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a client wants to buy and has paid for.
 *
 * @param id the number that the order is to have
 * @param quantities of two products, sorted, as every side must lock in the same order
 * @param reference of the payment
 */
record Checkout(long id, long userId, SortedMap<String, Integer> quantities, UUID reference) {

    static final int USERS = 1_000;
    static final BigDecimal PRICE = new BigDecimal("9.99");

    private static final int MOST = 3;

    /** Returns the same for the same numbers. */
    static Checkout of(long id, int products) {
        var chance = new SplittableRandom(id);
        var first = chance.nextInt(products);
        var second = (first + 1 + chance.nextInt(products - 1)) % products;
        var quantities = new TreeMap<String, Integer>();
        quantities.put(product(first), 1 + chance.nextInt(MOST));
        quantities.put(product(second), 1 + chance.nextInt(MOST));
        return new Checkout(id, 1 + id % USERS, quantities, new UUID(id, chance.nextLong()));
    }

    static String product(int number) {
        return "product-%05d".formatted(number);
    }

    /** Returns so many units of so many products. */
    static SortedMap<String, Integer> stock(int products, int units) {
        return IntStream.range(0, products)
                .boxed()
                .collect(Collectors.toMap(Checkout::product, product -> units, (one, other) -> one, TreeMap::new));
    }

    BigDecimal total() {
        return PRICE.multiply(BigDecimal.valueOf(
                quantities.values().stream().mapToInt(Integer::intValue).sum()));
    }

    /** Returns the quantities as {@code product=quantity}, separated by commas. */
    String lines() {
        return quantities.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }
}
