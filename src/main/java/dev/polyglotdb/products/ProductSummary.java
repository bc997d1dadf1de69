package dev.polyglotdb.products;

import dev.polyglotdb.platform.money.Money;

/**
 * The data of a product that other domains show.
 *
 * @param price the current price
 */
public record ProductSummary(String id, String name, Money price) {}
