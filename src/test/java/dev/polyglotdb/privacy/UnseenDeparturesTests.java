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
class UnseenDeparturesTests {

    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final long SOMEBODY = 4_000_000_000_000L;

    private final StoreControl stores;
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
    private final RecentDepartures recentDepartures;

    UnseenDeparturesTests(StoreControl stores, Erasures erasures, StoreTimeouts timeouts) {
        this.stores = stores;
        this.recentDepartures = new RecentDepartures(erasures, new PrivacyProperties(SETTLE), timeouts, nanoTime::get);
    }

    @Test
    void whoseRequestBeganLongBeforeIsNotTakenForPresent() {
        var begun = nanoTime.get();
        recentDepartures.refresh();
        try (var outage = Outage.pause(stores, Engine.POSTGRES)) {
            recentDepartures.refresh();
            assertThat(recentDepartures.hasLeft(SOMEBODY, begun)).isFalse();

            nanoTime.addAndGet(SETTLE.toNanos());

            assertThat(recentDepartures.hasLeft(SOMEBODY, nanoTime.get()))
                    .as("a quick request")
                    .isFalse();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> recentDepartures.hasLeft(SOMEBODY, begun))
                    .matches(away -> away.store() == Store.POSTGRES);
        }
        await().ignoreExceptionsInstanceOf(StoreUnavailableException.class).untilAsserted(() -> {
            recentDepartures.refresh();
            assertThat(recentDepartures.hasLeft(SOMEBODY, begun)).isFalse();
        });
    }
}
