package dev.polyglotdb.orders.stock;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * The body of a request to set the stock of a product.
 *
 * @param onHand 0 to 1,000,000,000; the upper limit leaves room for the stock that cancelled orders return
 */
record NewStock(@NotNull @Min(0) @Max(MAX) Integer onHand) {

    static final long MAX = 1_000_000_000;
}
