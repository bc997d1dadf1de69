package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.orders.Reconciliation;
import dev.polyglotdb.platform.stores.NamedStore;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/**
 * A store is made to follow the orders by one class and its declaration as a bean; everything else knows it by its
 * name.
 */
@ShopTest
@Import(AddedFollowerTests.Index.class)
@DirtiesContext
class AddedFollowerTests {

    /** A store that the application has never heard of. */
    record SearchIndex(String id, String displayName) implements NamedStore {}

    /** Knows which version of each order it was told last. */
    static class Index extends OrderFollower {

        private static final NamedStore STORE = new SearchIndex("search-index", "The search index");

        private final Map<Long, Long> versions = new ConcurrentHashMap<>();
        private volatile boolean away;

        Index(OrderScan orderScan) {
            super("index", STORE, orderScan);
        }

        @Override
        protected void follow(List<OrderState> states) {
            requireStore();
            states.forEach(order -> versions.merge(order.view().id(), order.version(), Math::max));
        }

        @Override
        public void requireStore() {
            if (away) {
                throw new StoreUnavailableException(STORE, new IOException("the test wants it so"));
            }
        }

        @Override
        public Reconciliation reconcile(JobProgress progress) {
            var expected = versionsInPostgres();
            progress.passed(expected.size());
            var differences = expected.entrySet().stream()
                    .filter(order -> !order.getValue().equals(versions.get(order.getKey())))
                    .map(order -> "order " + order.getKey() + " is not there")
                    .toList();
            return new Reconciliation(
                    expected.size(), versions.size(), 0, differences.subList(0, Math.min(100, differences.size())));
        }

        @Override
        public void prune(JobProgress progress) {
            versions.keySet().retainAll(new HashSet<>(versionsInPostgres().keySet()));
        }

        private Map<Long, Long> versionsInPostgres() {
            var all = new HashMap<Long, Long>();
            for (var page = orderScan().page(0, 100);
                    page.size() > 0;
                    page = orderScan().page(page.last(), 100)) {
                page.states().forEach(order -> all.put(order.view().id(), order.version()));
            }
            return all;
        }
    }

    private final Shop shop;
    private final Index index;
    private final FollowingStores stores;

    AddedFollowerTests(Shop shop, Index index) {
        this.shop = shop;
        this.index = index;
        this.stores = new FollowingStores(shop);
    }

    @Test
    void eachChangeOfAnOrderReachesIt() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("1.00"), 1).number("/id");
        awaitProgress(ada, order, "applied");
        assertThat(index.versions).containsEntry(order, 0L);

        ada.post("/orders/" + order + "/cancel");

        await().untilAsserted(() -> assertThat(index.versions).containsEntry(order, 1L));
    }

    @Test
    void whileItIsAwayItHoldsNobodyBack() {
        var ada = shop.customer();
        index.away = true;
        try {
            var order = ada.orders(shop.product("1.00"), 1).number("/id");

            stores.awaitApplied(ada, order);
            awaitProgress(ada, order, "pending");
            var check = shop.admin().get("/admin/projections/check");
            assertThat(check.problem()).isEqualTo("store-unavailable");
            assertThat(check.text("/store")).isEqualTo("search-index");
            assertThat(check.text("/detail")).startsWith("The search index can't be reached.");
            index.away = false;
            awaitProgress(ada, order, "applied");
        } finally {
            index.away = false;
        }
    }

    @Test
    void itIsCheckedAndRebuiltByItsName() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("1.00"), 1).number("/id");
        awaitProgress(ada, order, "applied");
        index.versions.clear();
        index.versions.put(Long.MAX_VALUE, 0L);

        var before = stores.check();
        assertThat(before.at("/index/equal").asBoolean()).isFalse();
        assertThat(before.at("/index/differences")).isNotEmpty();
        assertThat(before.at("/index/search-index").asLong()).isEqualTo(1);
        assertThat(before.at("/index/postgres").asLong()).isPositive();

        stores.rebuild("index");

        assertThat(index.versions).containsEntry(order, 0L).doesNotContainKey(Long.MAX_VALUE);
        await().untilAsserted(() -> {
            var after = stores.check();
            assertThat(after.at("/index/differences")).isEmpty();
            assertThat(after.at("/index/equal").asBoolean()).isTrue();
            assertThat(after.at("/index/search-index")).isEqualTo(after.at("/index/postgres"));
        });
    }

    @Test
    void itIsNamedWhereAnUnknownTargetIsRefused() {
        var refused = stores.request("payments");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalid()).containsExactly("#/target");
        assertThat(refused.texts("/errors", "/detail"))
                .containsExactly("must be one of [activity, index, recommendations]");
    }

    private static void awaitProgress(Person customer, long order, String progress) {
        await().untilAsserted(() -> assertThat(customer.get("/orders/" + order).text("/projections/index"))
                .isEqualTo(progress));
    }
}
