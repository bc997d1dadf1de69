package dev.polyglotdb.orders;

import org.jspecify.annotations.Nullable;

/**
 * What a request to place an order led to, told now and whenever it is repeated with the same key.
 *
 * @param orderId the order that was kept
 * @param body the order as JSON; null if its payment was declined
 * @param replayed whether this was told before
 */
record PlacementResult(long orderId, @Nullable String body, boolean replayed) {}
