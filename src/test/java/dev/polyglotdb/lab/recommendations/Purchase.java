package dev.polyglotdb.lab.recommendations;

/** @param at milliseconds since 1970 */
record Purchase(long userId, String productId, long orderId, long at) {}
