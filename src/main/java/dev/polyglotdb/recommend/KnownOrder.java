package dev.polyglotdb.recommend;

/**
 * An order as far as the purchase graph knows it.
 *
 * @param version that of the latest state that was applied; {@link Long#MAX_VALUE} if the graph has lost it
 */
public record KnownOrder(long orderId, long version) {}
