package dev.polyglotdb.products.cache;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.products.Editor;
import dev.polyglotdb.products.Revisions;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;

/**
 * A slow reader has read the old product. Its copy reaches the cache only after the write has begun, ended or been
 * answered.
 */
@ShopTest
class CacheRaceTests {

    private final Shop shop;
    private final Editor editor;
    private final ProductCache ours;
    private final ProductCache another;
    private final CacheEntries entries;
    private final Revisions product;
    private final String id;

    CacheRaceTests(
            Shop shop,
            BeanFactory beans,
            ProductCache cache,
            CacheEntries entries,
            ProductCacheProperties properties,
            StoreTimeouts timeouts) {
        this.shop = shop;
        this.editor = Editor.of(shop);
        this.ours = cache;
        this.another = new ProductCache(entries, properties, timeouts, new SimpleMeterRegistry());
        this.entries = entries;
        this.id = shop.product("1.00");
        this.product = new Revisions(id, beans);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCopyThatArrivesAfterTheWriteWasAcknowledgedIsNotCached(boolean sameInstance) {
        var slow = slowReader(sameInstance ? ours : another);

        assertThat(editor.put(id, Editor.named("new")).number("/version")).isEqualTo(2);

        assertThat(slow.finish()).isEqualTo(1);
        assertNewIsRead(2);
    }

    @Test
    void aCopyThatArrivesAfterANewerOneIsNotCached() {
        var slow = slowReader(another);
        editor.put(id, Editor.named("new"));
        editor.get(id);

        slow.finish();

        assertThat(isCached()).isTrue();
        assertNewIsRead(2);
    }

    @Test
    void aCopyThatArrivesDuringTheWriteIsNotCached() {
        var slow = slowReader(another);

        write(() -> {
            slow.finish();
            return product.revise();
        });

        assertNewIsRead(2);
    }

    @Test
    void aReadDuringTheWriteIsNotCached() {
        var slow = new SlowReader[2];

        write(() -> {
            slow[0] = slowReader(ours);
            slow[1] = slowReader(another);
            return product.revise();
        });

        assertThat(slow[0].finish() + slow[1].finish()).isEqualTo(2);
        assertNewIsRead(2);
    }

    @Test
    void aCopyThatArrivesAfterADeletionIsNotCached() {
        var slow = slowReader(another);

        editor.delete(id);

        slow.finish();
        assertThat(editor.get(id).status()).isEqualTo(404);
    }

    @Test
    void aReadThatFoundNothingDoesNotHideAProductCreatedMeanwhile() {
        editor.delete(id);
        var slow = SlowReader.start(ours, id, () -> {
            var found = product.read();
            assertThat(found).isEmpty();
            return Optional.of(new ProductCopy(0, new byte[0]));
        });

        editor.put(id, Editor.named("new"));

        assertThat(editor.get(id).text("/name")).isEqualTo("new");
        slow.finish();
        assertThat(editor.get(id).text("/name")).isEqualTo("new");
    }

    private SlowReader slowReader(ProductCache cache) {
        return SlowReader.start(cache, id, product::read);
    }

    /** Starts a write of the application on another thread, so that the test can act meanwhile. */
    private void write(Supplier<Boolean> write) {
        assertThat(CompletableFuture.supplyAsync(
                                () -> ours.whileChanging(List.of(id), write), task -> new Thread(task).start())
                        .orTimeout(20, SECONDS)
                        .join())
                .isTrue();
    }

    private boolean isCached() {
        return entries.find(id) instanceof ProductCopy;
    }

    private void assertNewIsRead(long version) {
        for (var i = 0; i < 3; i++) {
            assertThat(shop.anybody().get("/products/" + id).number("/version")).isEqualTo(version);
            assertThat(another.get(id, product::read)).map(ProductCopy::version).hasValue(version);
        }
    }
}
