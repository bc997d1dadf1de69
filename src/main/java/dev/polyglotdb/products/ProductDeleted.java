package dev.polyglotdb.products;

/**
 * There is no such product any more. Published by every request to delete it that finds it gone, so also again when the first did
 * not come to its end; a listener that fails makes the request fail.
 */
public record ProductDeleted(String productId) {}
