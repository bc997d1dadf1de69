package dev.polyglotdb.products;

/**
 * Published when a product no longer exists: by every request to delete it that finds it gone, thus again if the first
 * request did not complete. Somebody may have made it anew since. A listener that throws an exception makes the request
 * fail.
 */
public record ProductDeleted(String productId) {}
