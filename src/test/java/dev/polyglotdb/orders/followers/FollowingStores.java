package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.PatientOrders;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The stores that follow the orders, as administrators check and rebuild them. */
public record FollowingStores(Shop shop) {

    /** An id that no order will ever have. */
    static final long NO_ORDER = 4_000_000_000_000L;

    static final Duration PATIENCE = JobRun.LEASE.multipliedBy(3);

    /**
     * Removes entries that belong to no order, if there are any. A check compares whole stores, and other tests may
     * have left such entries.
     */
    public void leaveOnlyOrders() {
        try {
            assertEqual();
        } catch (AssertionError different) {
            rebuild("activity");
            rebuild("recommendations");
            awaitEqual();
        }
    }

    /** Places an order and waits until both stores have it. */
    long placed(Person customer, String product) {
        var order = PatientOrders.place(customer, product).number("/id");
        awaitApplied(customer, order);
        return order;
    }

    void awaitApplied(Person customer, long order) {
        await().untilAsserted(() -> assertThat(customer.get("/orders/" + order).text("/projections/activity")
                        + customer.get("/orders/" + order).text("/projections/recommendations"))
                .isEqualTo("appliedapplied"));
    }

    /** Asks again if the request takes too long, as it may on a busy machine: whoever does so joins the job. */
    Reply request(String target) {
        var json = "{\"target\": \"%s\"}".formatted(target);
        return await().until(
                        () -> shop.admin().post("/admin/projections/rebuild", json), reply -> reply.status() != 503);
    }

    long rebuild(String target) {
        var started = request(target);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        awaitCompleted(started.number("/id"));
        return started.number("/id");
    }

    /** It may have to wait for one of an instance that was killed, which is held until its lease ends. */
    void awaitCompleted(long job) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(job(job).text("/status")).isEqualTo("COMPLETED"));
    }

    Reply job(long id) {
        return Shop.patiently(() -> shop.admin().get("/admin/projections/jobs/" + id));
    }

    /** Asks again like {@link #request}. */
    Reply requestCheck() {
        return await().atMost(PATIENCE)
                .until(() -> shop.admin().get("/admin/projections/check"), reply -> reply.status() != 503);
    }

    /** What the check finds; it may take long enough to be a job. */
    JsonNode check() {
        var check = requestCheck();
        if (check.status() == 200) {
            return check.at("");
        }
        assertThat(check.status()).as(check.toString()).isEqualTo(202);
        awaitCompleted(check.number("/id"));
        return job(check.number("/id")).at("/result");
    }

    List<String> differences(String store) {
        return texts(check().at("/" + store + "/differences"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    void assertEqual() {
        var check = check();
        assertThat(texts(check.at("/activity/differences"))).isEmpty();
        assertThat(texts(check.at("/recommendations/differences"))).isEmpty();
        assertThat(check.at("/activity/equal").asBoolean()).isTrue();
        assertThat(check.at("/recommendations/equal").asBoolean()).isTrue();
        assertThat(check.at("/activity/cassandra").asLong())
                .isEqualTo(check.at("/activity/postgres").asLong());
        assertThat(check.at("/recommendations/neo4j").asLong())
                .isEqualTo(check.at("/recommendations/postgres").asLong());
    }

    public void awaitEqual() {
        await().atMost(PATIENCE).untilAsserted(this::assertEqual);
    }
}
