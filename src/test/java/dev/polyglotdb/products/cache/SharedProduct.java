package dev.polyglotdb.products.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.products.Revisions;
import dev.polyglotdb.testing.Shop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A product in the cache that the application's own instance and another one share. */
record SharedProduct(
        Shop shop, String id, Revisions product, CacheEntries entries, ProductCache ours, ProductCache another) {

    SlowReader slowReader(ProductCache cache) {
        return SlowReader.start(cache, id, product::read);
    }

    /** Starts a write of the application on another thread, so that the test can act meanwhile. */
    void write(Supplier<Boolean> write) {
        assertThat(CompletableFuture.supplyAsync(
                                () -> ours.whileChanging(List.of(id), write), task -> new Thread(task).start())
                        .orTimeout(20, SECONDS)
                        .join())
                .isTrue();
    }

    /** Reads it until there is a copy. On a busy machine, Redis may be late for the first. */
    void awaitCached() {
        await().ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
            shop.anybody().get("/products/" + id);
            return isCached();
        });
    }

    boolean isCached() {
        return entries.find(id) instanceof ProductCopy;
    }

    void assertNewIsRead(long version) {
        for (var i = 0; i < 3; i++) {
            assertThat(shop.anybody().get("/products/" + id).number("/version")).isEqualTo(version);
            assertThat(another.get(id, product::read)).map(ProductCopy::version).hasValue(version);
        }
    }
}
