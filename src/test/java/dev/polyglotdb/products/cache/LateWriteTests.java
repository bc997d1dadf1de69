package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.products.Editor;
import dev.polyglotdb.products.Revisions;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;

/** A write that was answered with a failure took effect late. Readers have kept a copy from before until then. */
@ShopTest
class LateWriteTests {

    private final Editor editor;
    private final ProductCache another;
    private final SharedProduct shared;
    private final Revisions product;
    private final String id;

    LateWriteTests(
            Shop shop,
            BeanFactory beans,
            ProductCache cache,
            CacheEntries entries,
            ProductCacheProperties properties,
            StoreTimeouts timeouts) {
        this.editor = Editor.of(shop);
        this.another = new ProductCache(entries, properties, timeouts, new SimpleMeterRegistry());
        this.id = shop.product("1.00");
        this.product = new Revisions(id, beans);
        this.shared = new SharedProduct(shop, id, product, entries, cache, another);
    }

    @BeforeEach
    void aCopyIsThere() {
        shared.awaitCached();
    }

    @Test
    void aReplacementIsSeenOnceItHasBeenRepeated() {
        product.revise();

        assertThat(editor.put(id, Editor.named("version 2")).status()).isEqualTo(200);

        shared.assertNewIsRead(2);
    }

    @Test
    void aPatchIsSeenOnceItHasBeenRepeated() {
        product.revise();

        assertThat(editor.patch(id, "{\"name\": \"version 2\"}").status()).isEqualTo(200);

        shared.assertNewIsRead(2);
    }

    @Test
    void aDeletionIsSeenOnceItHasBeenRepeated() {
        product.remove();

        assertThat(editor.delete(id).status()).isEqualTo(404);

        assertThat(editor.get(id).status()).isEqualTo(404);
    }

    @Test
    void aProductThatCanNotBePatchedBecauseItIsGoneIsNotReadEither() {
        product.remove();

        assertThat(editor.patch(id, "{\"name\": \"version 2\"}").status()).isEqualTo(404);

        assertThat(editor.get(id).status()).isEqualTo(404);
    }

    @Test
    void anImportIsSeenOnceItHasBeenRepeated() {
        product.revise();

        assertThat(imported(line("version 2")).number("/unchanged")).isEqualTo(1);

        shared.assertNewIsRead(2);
    }

    @Test
    void anImportIsSeenOnceItHasBeenRepeatedWithMore() {
        product.revise();

        var report = imported(line("version 2") + line("new", Shop.unique("late")));

        assertThat(report.number("/unchanged")).isEqualTo(1);
        assertThat(report.number("/inserted")).isEqualTo(1);
        shared.assertNewIsRead(2);
    }

    /** Otherwise the client would read the tag again that it has just been told is stale. */
    @Test
    void aWriteThatIsRepeatedWithItsPreconditionIsToldTheTruthOnTheNextRead() {
        product.revise();

        assertThat(editor.ifMatch("\"1\"").put(id, Editor.named("version 2")).status())
                .isEqualTo(412);

        shared.assertNewIsRead(2);
    }

    @Test
    void aCopyThatIsStillOnItsWayIsNotKept() {
        editor.put(id, Editor.named("second"));
        var slow = shared.slowReader(another);
        product.revise();

        assertThat(editor.put(id, Editor.named("version 3")).status()).isEqualTo(200);

        assertThat(slow.finish()).isEqualTo(2);
        shared.assertNewIsRead(3);
    }

    private String line(String name) {
        return line(name, id);
    }

    private static String line(String name, String id) {
        return Editor.named(name).replaceFirst("\\{", "{\"id\": \"" + id + "\", ") + "\n";
    }

    private Reply imported(String lines) {
        return editor.client()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/products/import", BodyPublishers.ofString(lines));
    }
}
