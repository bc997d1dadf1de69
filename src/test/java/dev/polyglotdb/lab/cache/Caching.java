package dev.polyglotdb.lab.cache;

import dev.polyglotdb.products.cache.ProductCopy;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** What stands between readers and the database, in one instance of an application. */
interface Caching {

    /** @param read asks the database */
    Optional<ProductCopy> get(String id, Supplier<Optional<ProductCopy>> read);

    /**
     * Makes a write, and sees to it that old copies go.
     *
     * @param write tells whether it took effect
     * @return what the write returned
     */
    boolean change(String id, Supplier<Boolean> write);

    /** Drops copies, as Redis does when they expire or make room. */
    void evict(Collection<String> ids);
}
