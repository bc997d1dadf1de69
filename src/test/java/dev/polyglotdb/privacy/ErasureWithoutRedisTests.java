package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ShopTest
@SecondShop
class ErasureWithoutRedisTests {

    private final Shop shop;
    private final StoreControl stores;
    private final ErasureService erasureService;
    private final Erasures erasures;

    ErasureWithoutRedisTests(Shop shop, StoreControl stores, ErasureService erasureService, Erasures erasures) {
        this.shop = shop;
        this.stores = stores;
        this.erasureService = erasureService;
        this.erasures = erasures;
    }

    @Test
    void whileSessionsCannotBeEndedNobodyLeaves() {
        var ada = shop.customer();

        try (var outage = Outage.kill(stores, Engine.REDIS)) {
            TimedReply.of(() -> ErasureFixture.leave(ada)).assertRefusedInTimeBy(Engine.REDIS);
            // Redis may also go away after the session was found.
            assertThatThrownBy(() -> erasureService.erase(ada.id(), new Caller(ada.id(), Set.of("USER"))))
                    .isInstanceOf(StoreException.class);
        }

        // While the disk is busy, a Redis that is killed loses what it was told last, which may be the session.
        var back = await().until(() -> ErasureFixture.logIn(ada, shop.anybody()), login -> login.status() == 200);
        assertThat(erasures.ofUser(ada.id())).isEmpty();
        var again = shop.anybody().withToken(back.text("/token"));
        assertThat(again.get("/users/me").status()).isEqualTo(200);
        assertThat(ErasureFixture.leave(ada, again).status()).isEqualTo(202);
    }
}
