package dev.polyglotdb.products;

/**
 * What other domains show of a product.
 *
 * @param price the price of this moment
 */
public record ProductSummary(String id, String name, Money price) {}
