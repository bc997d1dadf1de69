package dev.polyglotdb.lab.cache;

import dev.polyglotdb.products.MeasuredCatalog;
import dev.polyglotdb.products.cache.ProductCopy;
import java.util.Collection;
import java.util.List;

/**
 * One kind of cache in some instances of an application.
 *
 * @param readers the catalog whose queries are counted
 * @param writers the same catalog
 */
record CacheSide(String name, List<Caching> instances, MeasuredCatalog readers, MeasuredCatalog writers) {

    static final String NONE = "no cache";
    static final String ASIDE = "plain cache-aside";
    static final String LEASES = "leases (this project)";

    /** Reads a product. Clients are spread over the instances. */
    ProductCopy read(int client, String id) {
        return instance(client).get(id, () -> readers.find(id)).orElseThrow();
    }

    /** @return the version that was acknowledged */
    long revise(int client, String id) {
        return writers.revise(id, write -> instance(client).change(id, write));
    }

    Caching instance(int client) {
        return instances.get(client % instances.size());
    }

    void evict(Collection<String> ids) {
        instances.get(0).evict(ids);
    }
}
