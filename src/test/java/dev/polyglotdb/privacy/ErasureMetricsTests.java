package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@ShopTest
class ErasureMetricsTests {

    private final Shop shop;
    private final ErasureFixture erasureFixture;
    private final MeterRegistry meters;

    ErasureMetricsTests(Shop shop, ApplicationContext context, MeterRegistry meters) {
        this.shop = shop;
        this.erasureFixture = ErasureFixture.of(shop, context);
        this.meters = meters;
    }

    @Test
    void anErasureRunsUntilTheLastOrderIsForgotten() {
        finishAll();
        var ada = shop.customer();
        var order = ada.orders(shop.product("3.00"), 1).number("/id");
        var begun = ErasureFixture.leave(ada);
        assertThat(running()).isEqualTo(1);
        finishAll();

        addEntryForInAnHour(order);

        var place = begun.header("Location").orElseThrow();
        assertThat(shop.admin().get(place).text("/stores/neo4j")).isEqualTo("pending");
        assertThat(shop.admin().get(place).text("/status")).isEqualTo("RUNNING");
        assertThat(running()).isEqualTo(1);

        erasureFixture
                .jdbc()
                .sql("update outbox set due_at = now() where order_id = :id")
                .param("id", order)
                .update();
        await().atMost(60, SECONDS).until(() -> running() == 0);
        assertThat(shop.admin().get(place).text("/status")).isEqualTo("COMPLETED");
    }

    /** Also those that other tests have begun. No request of them is under way any more. */
    private void finishAll() {
        erasureFixture.hurryHere(erasureFixture
                .jdbc()
                .sql("select user_id from erasures")
                .query(Long.class)
                .list());
        await().atMost(60, SECONDS).until(() -> running() == 0);
    }

    private void addEntryForInAnHour(long order) {
        erasureFixture.jdbc().sql("""
                        insert into outbox (order_id, sink, insistent, due_at)
                        values (:id, 'recommendations', true, now() + interval '1 hour')""").param("id", order).update();
    }

    private double running() {
        return meters.get("erasures.running").gauge().value();
    }
}
