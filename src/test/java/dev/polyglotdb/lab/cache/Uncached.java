package dev.polyglotdb.lab.cache;

import dev.polyglotdb.products.cache.ProductCopy;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** No cache. */
record Uncached() implements Caching {

    @Override
    public Optional<ProductCopy> get(String id, Supplier<Optional<ProductCopy>> read) {
        return read.get();
    }

    @Override
    public boolean change(String id, Supplier<Boolean> write) {
        return write.get();
    }

    @Override
    public void evict(Collection<String> ids) {}
}
