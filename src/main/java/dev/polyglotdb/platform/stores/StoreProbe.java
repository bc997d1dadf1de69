package dev.polyglotdb.platform.stores;

/**
 * A query by which to tell whether a store answers. Each store has one, declared as a bean. It runs once a second, in
 * its own thread.
 *
 * @param question returns when the store has answered, and throws an exception if it does not answer in time
 */
public record StoreProbe(Store store, Runnable question) {}
