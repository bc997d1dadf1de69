package dev.polyglotdb.products;

import dev.polyglotdb.platform.money.Money;

/**
 * What other domains show of a product.
 *
 * @param price the price of this moment
 */
public record ProductSummary(String id, String name, Money price) {}
