package dev.polyglotdb.orders;

import org.jspecify.annotations.Nullable;

/**
 * The result of a request to place an order. All requests with the same key have the same result.
 *
 * @param orderId the id of the stored order
 * @param body the order as JSON; null if its payment was declined
 * @param replayed whether this is the stored result of an earlier request
 */
record PlacementResult(long orderId, @Nullable String body, boolean replayed) {}
