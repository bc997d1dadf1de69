package dev.polyglotdb.orders.stock;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How many there are of a product from now on.
 *
 * @param onHand 0 to 1,000,000,000, which leaves room for what cancelled orders give back
 */
record NewStock(@NotNull @Min(0) @Max(1_000_000_000) Integer onHand) {}
