package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What administrators see of the outbox, and what they can do about it. */
@ShopTest
class OutboxAdminTests {

    private final Shop shop;
    private final OutboxRepository outbox;
    private final OutboxEntries outboxEntries;
    private final OutboxProperties properties;
    private final JdbcClient jdbc;

    OutboxAdminTests(
            Shop shop,
            OutboxRepository outbox,
            OutboxEntries outboxEntries,
            OutboxProperties properties,
            JdbcClient jdbc) {
        this.shop = shop;
        this.outbox = outbox;
        this.outboxEntries = outboxEntries;
        this.properties = properties;
        this.jdbc = jdbc;
    }

    @Test
    void whatWasGivenUpIsShownAndRetried() {
        var ada = shop.customer();
        var order = ada.orders(shop.product("3.00"), 1).number("/id");
        await().until(() -> entries(order) == 0);

        // A state that this version does not know, as a later one could have left.
        setStatus(order, "LOST_AND_FOUND");
        try {
            givenUpAndShown(order);
        } finally {
            setStatus(order, "PAID");
        }
        assertThat(shop.admin().post("/admin/outbox/retry").status()).isEqualTo(202);

        await().until(() -> entries(order) == 0);
        assertThat(ada.get("/orders/" + order).text("/projections/activity")).isEqualTo("applied");
    }

    private void givenUpAndShown(long order) {
        outbox.add(order, List.of("activity"), null);
        jdbc.sql("update outbox set attempts = :attempts where order_id = :order")
                .param("attempts", properties.maxAttempts() - 1)
                .param("order", order)
                .update();
        await().until(() -> failed(order) == 1);

        var status = shop.admin().get("/admin/outbox");
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.number("/failed")).isPositive();
        var failure = status.body()
                .at("/failures")
                .valueStream()
                .filter(entry -> entry.at("/orderId").asLong() == order)
                .findFirst()
                .orElseThrow();
        assertThat(failure.at("/target").asString()).isEqualTo("activity");
        assertThat(failure.at("/attempts").asInt()).isEqualTo(properties.maxAttempts());
        assertThat(failure.at("/id").asLong()).isPositive();
        assertThat(failure.at("/lastError").asString())
                .contains("Outbox entry " + failure.at("/id").asLong())
                .doesNotContain("Exception", "polyglotdb", "LOST_AND_FOUND");
    }

    @Test
    void theAgeOfTheOldestEntryIsKnownWhileThereIsOne() {
        var sink = OwnSink.of(outbox, jdbc);
        try {
            sink.add(1);
            jdbc.sql("update outbox set created_at = now() - interval '1 hour' where sink = :sink")
                    .param("sink", sink.name())
                    .update();

            var status = shop.admin().get("/admin/outbox");

            assertThat(status.number("/pending")).isPositive();
            assertThat(status.number("/oldestPendingAgeMs")).isGreaterThanOrEqualTo(3_600_000);
        } finally {
            sink.leaveNothing();
        }
    }

    @Test
    void theMetricsTellHowFarTheStoresAreBehind() {
        assertThat(shop.admin().get("/actuator/prometheus").http().body())
                .contains("outbox_pending ", "outbox_failed ", "outbox_oldest_seconds ");
    }

    private void setStatus(long order, String status) {
        jdbc.sql("update orders set status = :status where id = :order")
                .param("status", status)
                .param("order", order)
                .update();
    }

    private long entries(long order) {
        return outboxEntries.unapplied(List.of(order)).size();
    }

    private long failed(long order) {
        return outboxEntries.unapplied(List.of(order)).stream()
                .filter(UnappliedEntry::failed)
                .count();
    }
}
