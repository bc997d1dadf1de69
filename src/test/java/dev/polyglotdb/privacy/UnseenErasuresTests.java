package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An instance can't reach PostgreSQL, and others may erase people meanwhile. */
@ShopTest
@SecondShop
class UnseenErasuresTests {

    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final long SOMEBODY = 4_000_000_000_000L;

    private final StoreControl stores;
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
    private final RecentlyErasedUsers recentlyErasedUsers;

    UnseenErasuresTests(StoreControl stores, Erasures erasures, StoreTimeouts timeouts) {
        this.stores = stores;
        this.recentlyErasedUsers =
                new RecentlyErasedUsers(erasures, new PrivacyProperties(SETTLE), timeouts, nanoTime::get);
    }

    @Test
    void whoseRequestBeganLongBeforeIsNotTakenForPresent() {
        var begun = nanoTime.get();
        recentlyErasedUsers.refresh();
        try (var outage = Outage.pause(stores, Engine.POSTGRES)) {
            recentlyErasedUsers.refresh();
            assertThat(recentlyErasedUsers.isErased(SOMEBODY, begun)).isFalse();

            nanoTime.addAndGet(SETTLE.toNanos());

            assertThat(recentlyErasedUsers.isErased(SOMEBODY, nanoTime.get()))
                    .as("a quick request")
                    .isFalse();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> recentlyErasedUsers.isErased(SOMEBODY, begun))
                    .matches(away -> away.store() == Store.POSTGRES);
        }
        await().ignoreExceptionsInstanceOf(StoreUnavailableException.class).untilAsserted(() -> {
            recentlyErasedUsers.refresh();
            assertThat(recentlyErasedUsers.isErased(SOMEBODY, begun)).isFalse();
        });
    }
}
