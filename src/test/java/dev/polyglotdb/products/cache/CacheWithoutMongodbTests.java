package dev.polyglotdb.products.cache;

import static dev.polyglotdb.products.Outage.assertUnavailable;
import static dev.polyglotdb.products.Outage.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Editor;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cached products remain available without MongoDB. */
@ShopTest
@SecondShop
class CacheWithoutMongodbTests {

    private final Editor editor;
    private final StoreControl stores;
    private final String cached;
    private final String uncached;

    CacheWithoutMongodbTests(Shop shop, StoreControl stores) {
        this.editor = Editor.of(shop);
        this.stores = stores;
        this.cached = shop.product("1.00");
        this.uncached = shop.product("1.00");
        editor.get(cached);
    }

    @AfterEach
    void writesAreDoneAgain() {
        await().until(() -> editor.put(cached, Editor.named("new")).status() == 200);
    }

    @Test
    void cachedProductsAreServedAndTheOthersAreUnavailable() {
        var before = editor.get(cached);
        try (var mongodb = Outage.kill(stores, Engine.MONGODB)) {
            assertUnavailable(timed(() -> editor.get(uncached)), "mongodb");
            assertUnavailable(timed(() -> editor.put(cached, Editor.named("new"))), "mongodb");
            assertUnavailable(timed(() -> editor.patch(cached, "{}")), "mongodb");
            assertUnavailable(timed(() -> editor.delete(cached)), "mongodb");

            var read = timed(() -> editor.get(cached));
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.http().body()).isEqualTo(before.http().body());
        }
    }

    @Test
    void aMongodbThatDoesNotAnswerIsUnavailableInTime() {
        try (var mongodb = Outage.pause(stores, Engine.MONGODB)) {
            assertUnavailable(timed(() -> editor.get(uncached)), "mongodb");
            assertUnavailable(timed(() -> editor.put(cached, Editor.named("new"))), "mongodb");
            assertThat(timed(() -> editor.get(cached)).status()).isEqualTo(200);
        }
    }
}
