package dev.polyglotdb.platform.stores;

/**
 * A store with the names that clients see. The stores that the platform guards are the constants of {@link Store}. A
 * store that only follows the orders, such as a search index, can bring its own implementation.
 */
public interface NamedStore {

    /** Returns the lower-case name for headers and JSON. */
    String id();

    /** Returns the name for people. */
    String displayName();
}
