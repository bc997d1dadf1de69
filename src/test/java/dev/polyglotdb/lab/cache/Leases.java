package dev.polyglotdb.lab.cache;

import dev.polyglotdb.products.cache.CachedCopies;
import dev.polyglotdb.products.cache.ProductCache;
import dev.polyglotdb.products.cache.ProductCopy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.data.redis.core.RedisTemplate;

/** The application's own cache. */
record Leases(ProductCache cache, RedisTemplate<String, byte[]> template) implements Caching {

    static final String COMMANDS = """
            read:  GET product:<id>
                   if there is no copy: put a lease there, if there is nothing (script)
                       whose lease it is: find in MongoDB, replace the lease with the copy if it is still there (script)
                       others of the same instance wait for that answer; those of other instances find for themselves
            write: replace whatever is there with a block (script), replace in MongoDB, remove the block (script)
                   while there is a block: each reader finds in MongoDB, and puts nothing there""";

    @Override
    public Optional<ProductCopy> get(String id, Supplier<Optional<ProductCopy>> read) {
        return cache.get(id, read);
    }

    @Override
    public boolean change(String id, Supplier<Boolean> write) {
        return cache.whileChanging(List.of(id), write);
    }

    @Override
    public void evict(Collection<String> ids) {
        template.delete(ids.stream().map(CachedCopies::key).toList());
    }
}
