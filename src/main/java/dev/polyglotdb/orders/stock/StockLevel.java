package dev.polyglotdb.orders.stock;

import org.jspecify.annotations.Nullable;

/**
 * How many there are of a product.
 *
 * @param tracked whether anybody counts; a product that is not tracked never runs out
 * @param onHand null if it is not tracked
 */
record StockLevel(
        String productId, boolean tracked, @Nullable Integer onHand) {

    static StockLevel of(String productId, @Nullable Integer onHand) {
        return new StockLevel(productId, onHand != null, onHand);
    }
}
