package dev.polyglotdb.orders.stock;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * The body of a request to change the stock of a product.
 *
 * @param change how many units come, or go if it is negative
 */
record StockChange(
        @NotNull @Min(-1_000_000_000) @Max(1_000_000_000) Integer change) {}
