package dev.polyglotdb.recommend;

/**
 * An order that the purchase graph knows.
 *
 * @param version the version of the latest applied state; {@link Long#MAX_VALUE} if the graph has lost it
 */
public record KnownOrder(long orderId, long version) {}
