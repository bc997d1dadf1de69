package dev.polyglotdb.orders.followers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.util.List;

/** The stores that follow the orders, as administrators check and rebuild them. */
record FollowingStores(Shop shop) {

    /** An id that no order will ever have. */
    static final long NO_ORDER = 4_000_000_000_000L;

    /**
     * Removes entries that belong to no order. A check compares whole stores, and other tests may have left such
     * entries.
     */
    void leaveOnlyOrders() {
        rebuild("activity");
        rebuild("recommendations");
        awaitEqual();
    }

    /** Places an order and waits until both stores have it. */
    long placed(Person customer, String product) {
        var order = customer.orders(product, 1).number("/id");
        awaitApplied(customer, order);
        return order;
    }

    void awaitApplied(Person customer, long order) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(customer.get("/orders/" + order).text("/projections/activity")
                                + customer.get("/orders/" + order).text("/projections/recommendations"))
                        .isEqualTo("appliedapplied"));
    }

    Reply request(String target) {
        return shop.admin().post("/admin/projections/rebuild", "{\"target\": \"%s\"}".formatted(target));
    }

    long rebuild(String target) {
        var started = request(target);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        awaitCompleted(started.number("/id"));
        return started.number("/id");
    }

    void awaitCompleted(long job) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(job(job).text("/status")).isEqualTo("COMPLETED"));
    }

    Reply job(long id) {
        return shop.admin().get("/admin/projections/jobs/" + id);
    }

    Reply check() {
        var check = shop.admin().get("/admin/projections/check");
        assertThat(check.status()).as(check.toString()).isEqualTo(200);
        return check;
    }

    List<String> differences(String store) {
        return check().texts("/" + store + "/differences", "");
    }

    void assertEqual() {
        var check = check();
        assertThat(check.texts("/activity/differences", "")).isEmpty();
        assertThat(check.texts("/recommendations/differences", "")).isEmpty();
        assertThat(check.at("/activity/equal").asBoolean()).isTrue();
        assertThat(check.at("/recommendations/equal").asBoolean()).isTrue();
        assertThat(check.number("/activity/cassandra")).isEqualTo(check.number("/activity/postgres"));
        assertThat(check.number("/recommendations/neo4j")).isEqualTo(check.number("/recommendations/postgres"));
    }

    void awaitEqual() {
        await().atMost(20, SECONDS).untilAsserted(this::assertEqual);
    }
}
