package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.products.Editor;
import dev.polyglotdb.products.Revisions;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
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

    private final Editor editor;
    private final ProductCache ours;
    private final ProductCache another;
    private final SharedProduct shared;
    private final Revisions product;
    private final String id;

    CacheRaceTests(
            Shop shop,
            BeanFactory beans,
            ProductCache cache,
            CacheEntries entries,
            ProductCacheProperties properties,
            StoreTimeouts timeouts) {
        this.editor = Editor.of(shop);
        this.ours = cache;
        this.another = new ProductCache(entries, properties, timeouts, new SimpleMeterRegistry());
        this.id = shop.product("1.00");
        this.product = new Revisions(id, beans);
        this.shared = new SharedProduct(shop, id, product, entries, ours, another);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCopyThatArrivesAfterTheWriteWasAcknowledgedIsNotCached(boolean sameInstance) {
        var slow = shared.slowReader(sameInstance ? ours : another);

        assertThat(editor.put(id, Editor.named("new")).number("/version")).isEqualTo(2);

        assertThat(slow.finish()).isEqualTo(1);
        shared.assertNewIsRead(2);
    }

    @Test
    void aCopyThatArrivesAfterANewerOneIsNotCached() {
        var slow = shared.slowReader(another);
        editor.put(id, Editor.named("new"));
        shared.awaitCached();

        slow.finish();

        assertThat(shared.isCached()).isTrue();
        shared.assertNewIsRead(2);
    }

    @Test
    void aCopyThatArrivesDuringTheWriteIsNotCached() {
        var slow = shared.slowReader(another);

        shared.write(() -> {
            slow.finish();
            return product.revise();
        });

        shared.assertNewIsRead(2);
    }

    @Test
    void aReadDuringTheWriteIsNotCached() {
        var slow = new SlowReader[2];

        shared.write(() -> {
            slow[0] = shared.slowReader(ours);
            slow[1] = shared.slowReader(another);
            return product.revise();
        });

        assertThat(slow[0].finish() + slow[1].finish()).isEqualTo(2);
        shared.assertNewIsRead(2);
    }

    @Test
    void aCopyThatArrivesAfterADeletionIsNotCached() {
        var slow = shared.slowReader(another);

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
}
