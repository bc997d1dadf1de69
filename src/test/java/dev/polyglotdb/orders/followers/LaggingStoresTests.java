package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.products.Outage;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Followers may hang or be far behind without slowing down new orders. */
@ShopTest
@SecondShop
class LaggingStoresTests {

    private static final int ORDERS = 40;
    private static final int BEHIND = 15_000;
    private static final int PORTION = 1_000;

    /** What the median may vary by itself. */
    private static final Duration TOLERANCE = Duration.ofMillis(60);

    private final Shop shop;
    private final StoreControl stores;
    private final JdbcClient jdbc;

    LaggingStoresTests(Shop shop, StoreControl stores, JdbcClient jdbc) {
        this.shop = shop;
        this.stores = stores;
        this.jdbc = jdbc;
    }

    @AfterEach
    void forgetTheBacklog() {
        awaitStore().untilAsserted(() -> inPortions("delete from outbox where order_id between -:last and -:first"));
    }

    /** In portions, so that each statement has time enough on a busy machine. */
    private void inPortions(String statement) {
        for (var first = 1; first <= BEHIND; first += PORTION) {
            jdbc.sql(statement)
                    .param("first", first)
                    .param("last", first + PORTION - 1)
                    .update();
        }
    }

    private static ConditionFactory awaitStore() {
        return await().pollInSameThread().ignoreExceptionsInstanceOf(DataAccessException.class);
    }

    @Test
    void ordersAreAsQuickAsEverWhileCassandraAndNeo4jAreSilentAndFarBehind() {
        var ada = shop.customer();
        var product = shop.productInStock(1_000_000);
        // The first orders are slow, and would hide what the silence costs.
        awaitStore().untilAsserted(() -> median(ada, product));

        // A busy machine may be slower for one of the two moments, but not each time.
        awaitStore().untilAsserted(() -> assertAsQuick(ada, product));
    }

    private void assertAsQuick(Person ada, String product) {
        forgetTheBacklog();
        var usual = median(ada, product);

        try (var outage = Outage.pause(stores, Engine.CASSANDRA, Engine.NEO4J)) {
            // So many rows that a request which reads all of them would be slow. They wait for their next attempt.
            inPortions("""
                    insert into outbox (order_id, sink, due_at)
                    select -n, unnest(array['activity', 'recommendations']), now() + interval '1 hour'
                    from generate_series(:first, :last) n""");

            var silent = median(ada, product);

            System.out.printf(
                    "order and look: %s ms, while its followers are silent %s ms (medians of %d)%n",
                    usual.toMillis(), silent.toMillis(), ORDERS);
            assertThat(silent).isLessThan(usual.multipliedBy(2).plus(TOLERANCE));
        } finally {
            awaitStore().until(() -> pending(ada) == 0);
        }
    }

    private Duration median(Person ada, String product) {
        var times = Stream.generate(() -> orderAndLook(ada, product))
                .limit(ORDERS)
                .sorted()
                .toList();
        return times.get(ORDERS / 2);
    }

    private static Duration orderAndLook(Person ada, String product) {
        var begun = System.nanoTime();
        var placed = ada.post("/orders", Person.cardOrder(product, 1, "tok_visa"));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(ada.get("/orders/" + placed.number("/id")).status()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private long pending(Person ada) {
        return jdbc.sql("select count(*) from outbox join orders o on o.id = order_id where o.user_id = :user")
                .param("user", ada.id())
                .query(Long.class)
                .single();
    }
}
