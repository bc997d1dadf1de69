package dev.polyglotdb.resilience;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A request to place an order, which may be sent any number of times.
 *
 * @param items the quantity of each product
 * @param payment {@code invoice} or the token of a card
 */
public record OrderRequest(String key, Map<String, Integer> items, String payment) {

    /** Returns a request for 1 to 3 products. */
    public static OrderRequest random(String key, World world, Random random, String payment) {
        var products = world.products();
        var items = new LinkedHashMap<String, Integer>();
        for (var i = random.nextInt(3); i >= 0; i--) {
            items.put(products.get(random.nextInt(products.size())), 1 + random.nextInt(2));
        }
        return new OrderRequest(key, items, payment);
    }

    /** Returns a different order with the same key. */
    public OrderRequest changed() {
        var other = new LinkedHashMap<>(items);
        other.replaceAll((product, quantity) -> quantity + 1);
        return new OrderRequest(key, other, payment);
    }

    public boolean isDeclined() {
        return payment.equals("tok_declined");
    }

    public boolean gatewayFails() {
        return payment.equals("tok_error");
    }

    public BigDecimal total(World world) {
        return items.entrySet().stream()
                .map(item -> world.price(item.getKey()).multiply(BigDecimal.valueOf(item.getValue())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public String json() {
        var lines = items.entrySet().stream()
                .map(item -> "{\"productId\": \"%s\", \"quantity\": %d}".formatted(item.getKey(), item.getValue()))
                .collect(Collectors.joining(", "));
        return payment.equals("invoice")
                ? "{\"items\": [%s]}".formatted(lines)
                : "{\"items\": [%s], \"payment\": {\"method\": \"card\", \"token\": \"%s\"}}".formatted(lines, payment);
    }
}
