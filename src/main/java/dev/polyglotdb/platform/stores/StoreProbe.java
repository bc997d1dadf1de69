package dev.polyglotdb.platform.stores;

/**
 * A question that a store answers as long as it is there. There is one for each store; whoever has the store's connection
 * declares it as a bean. It is asked once a second, in a thread of its own.
 *
 * @param question returns when the store has answered, and throws if it does not answer in time
 */
public record StoreProbe(Store store, Runnable question) {}
