package dev.polyglotdb.orders.stock;

import org.jspecify.annotations.Nullable;

/**
 * The stock of a product.
 *
 * @param tracked whether the stock is counted; a product that is not tracked never runs out
 * @param onHand the number of units; null if the product is not tracked
 */
record StockLevel(
        String productId, boolean tracked, @Nullable Integer onHand) {

    static StockLevel of(String productId, @Nullable Integer onHand) {
        return new StockLevel(productId, onHand != null, onHand);
    }
}
